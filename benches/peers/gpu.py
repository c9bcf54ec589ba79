"""Trains a whole ResNet50 with PyTorch as `onesheet train --depth full` does, and says how quick it is.

    python benches/peers/gpu.py LIBRARY --weights weights/onesheet-resnet50/model.safetensors

The same films, splits and labels (from the library's own database), the same size of the posters, the
same augmentation, flips and batch, AdamW with the same rates and decay, frozen batch norm; bf16
autocast and channels_last, as PyTorch is quickest. Prints a line an epoch with images per second and
macro AUC on validation, and with --profile where the time of 20 steps went. Test films are not read.
"""

import argparse
import json
import math
import sqlite3
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torchvision.models import resnet50
from torchvision.transforms import v2

GENRES = ["Action", "Comedy", "Drama", "Horror", "Romance", "Thriller"]
# Layer 4's rate, the head's, the factor from a layer to the one before it; as --depth full has them.
RATE, HEAD_RATE, LAYER_DECAY, WEIGHT_DECAY, WARM_UP = 1e-4, 3e-4, 0.7, 0.05, 0.1


def films(library, split, most):
    base = sqlite3.connect(f"file:{library / 'library.db'}?mode=ro", uri=True)
    rows = base.execute(
        "SELECT p.path, f.genres FROM films f JOIN posters p ON p.id = f.poster_id"
        " WHERE f.split = ? AND p.fault IS NULL ORDER BY f.id",
        (split,),
    )
    found = [(library / path, [genre in genres.split("|") for genre in GENRES]) for path, genres in rows]
    return found[:most]


class Posters(Dataset):
    def __init__(self, films, size, learned):
        self.films, self.size = films, size
        self.change = v2.Identity()
        if learned:
            self.change = v2.Compose(
                [
                    v2.RandomHorizontalFlip(),
                    v2.RandomAffine(3, (0.04, 0.04), (0.92, 1.08), interpolation=v2.InterpolationMode.BILINEAR),
                    v2.ColorJitter(brightness=0.1, contrast=0.2),
                    v2.RandomErasing(0.25),
                ]
            )

    def __len__(self):
        return len(self.films)

    def __getitem__(self, index):
        path, labels = self.films[index]
        height, width = self.size
        with Image.open(path) as image:
            image = image.convert("RGB").resize((width, height), Image.Resampling.BILINEAR)
        pixels = torch.from_numpy(np.asarray(image).transpose(2, 0, 1).astype(np.float32) / 255)
        return self.change(pixels), torch.tensor(labels, dtype=torch.float32)


def network(weights):
    """The backbone with a new head; batch norm keeps its statistics and its scale."""
    model = resnet50(num_classes=len(GENRES))
    tensors = {name: tensor.float() for name, tensor in load_file(weights).items() if not name.startswith("fc.")}
    missing = model.load_state_dict(tensors, strict=False)
    assert not missing.unexpected_keys, missing.unexpected_keys
    nn.init.zeros_(model.fc.weight)
    nn.init.zeros_(model.fc.bias)
    return model


def groups(model):
    """Rates that fall from layer to layer; no decay for what has one dimension."""
    depth = {"fc": None, "layer4": 0, "layer3": 1, "layer2": 2, "layer1": 3, "conv1": 4, "bn1": 4}
    for name, tensor in model.named_parameters():
        back = depth[name.split(".")[0]]
        rate = HEAD_RATE if back is None else RATE * LAYER_DECAY**back
        decay = WEIGHT_DECAY if tensor.ndim > 1 else 0.0
        yield {"params": [tensor], "lr": rate, "weight_decay": decay}


def auc(scores, labels):
    """Macro AUC by ranks, ties halved."""
    found = []
    for column in range(labels.shape[1]):
        score, truth = scores[:, column], labels[:, column] > 0.5
        if truth.all() or not truth.any():
            continue
        values, place, counts = np.unique(score, return_inverse=True, return_counts=True)
        ranks = np.cumsum(counts) - (counts - 1) / 2
        positive = truth.sum()
        above = ranks[place][truth].sum() - positive * (positive + 1) / 2
        found.append(above / (positive * (~truth).sum()))
    return float(np.mean(found)) if found else math.nan


def main():
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("library", type=Path)
    reading.add_argument("--weights", required=True)
    reading.add_argument("--device", default="cuda:0")
    reading.add_argument("--epochs", type=int, default=12)
    reading.add_argument("--batch-size", type=int, default=64)
    reading.add_argument("--size", default="278x185", help="rows x columns")
    reading.add_argument("--workers", type=int, default=4)
    reading.add_argument("--films", type=int, help="at most so many of a split, for a try")
    reading.add_argument("--profile", action="store_true", help="profile 20 steps and do no more")
    wanted = reading.parse_args()
    size = tuple(int(side) for side in wanted.size.split("x"))
    device = torch.device(wanted.device)
    torch.manual_seed(0)
    torch.backends.cudnn.benchmark = True
    model = network(wanted.weights).to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(groups(model), fused=device.type == "cuda")

    def feed(split, learned):
        return DataLoader(
            Posters(films(wanted.library, split, wanted.films), size, learned),
            wanted.batch_size,
            shuffle=learned,
            num_workers=wanted.workers,
            pin_memory=device.type == "cuda",
            persistent_workers=wanted.workers > 0,
        )

    train, validation = feed("train", True), feed("validation", False)
    total = wanted.epochs * len(train)

    def share(step):
        """Warm-up, then half a cosine."""
        rising = max(1, int(total * WARM_UP))
        if step < rising:
            return (step + 1) / rising
        return 0.5 + 0.5 * math.cos(math.pi * (step - rising) / max(1, total - rising))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, share)
    model.eval()  # batch norm is frozen, as it is in Onesheet

    def logits(pixels):
        pixels = pixels.to(device, non_blocking=True, memory_format=torch.channels_last)
        with torch.autocast(device.type, torch.bfloat16):
            return model(pixels).float()

    def step(pixels, labels):
        loss = nn.functional.binary_cross_entropy_with_logits(logits(pixels), labels.to(device))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        return loss.detach()

    def wait():
        if device.type == "cuda":
            torch.cuda.synchronize(device)

    if wanted.profile:
        batches = iter(train)
        for _ in range(min(5, len(train) // 2)):
            step(*next(batches))
        with torch.profiler.profile() as profile:
            for _, batch in zip(range(20), batches):
                step(*batch)
            wait()
        order = "self_device_time_total" if device.type == "cuda" else "self_cpu_time_total"
        print(profile.key_averages().table(sort_by=order, row_limit=15))
        return
    for epoch in range(1, wanted.epochs + 1):
        wait()
        begun, losses = time.perf_counter(), []
        for pixels, labels in train:
            losses.append(step(pixels, labels))
        wait()
        rate = len(train.dataset) / (time.perf_counter() - begun)
        scores, truth = [], []
        with torch.inference_mode():
            for pixels, labels in validation:
                scores.append(logits(pixels).cpu().numpy())
                truth.append(labels.numpy())
        line = {
            "epoch": epoch,
            "train_loss": float(torch.stack(losses).mean()),
            "validation_macro_auc": auc(np.concatenate(scores), np.concatenate(truth)),
            "images_per_second": rate,
        }
        if device.type == "cuda":
            line["memory"] = torch.cuda.max_memory_allocated(device)
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
