"""Onesheet's engine beside ONNX Runtime, PyTorch, OpenVINO and Candle: same weights, pixels, threads.

    cargo build --release --bench peer
    pip install -r benches/peers/requirements.txt
    python benches/peers/peers.py --weights resnet50.safetensors --json peers.json

Checks first that all give the same features, then times them in alternation, one call each per
round, so that whatever else the machine does falls on all alike. Prints, per cell, the median
images per second and processor milliseconds per image, and the ratio of each round's time to
Onesheet's in the same round (median, and the middle half of all rounds). Modes of PyTorch:
eager (NCHW), channels_last, optimised (TorchScript, frozen, optimize_for_inference), and both of
the last two together; `torch.compile` is left out (it needs a C++ compiler at run time). Candle
comes as it is (stock) and as our graph with its im2col convolution (candle). At the end: the
goals, cell by cell, and the exit code 1 if one is missed.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1e-4  # largest relative distance between two engines' features
# At least so many times Onesheet's images per second, in every cell; PyTorch's best mode counts.
GOALS = {"onnxruntime": 1.2, "torch": 1.5, "candle stock": 4.0}


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, width * 4, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(width * 4)
        self.downsample = None
        if stride > 1 or inputs != width * 4:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, width * 4, 1, stride, bias=False), nn.BatchNorm2d(width * 4)
            )

    def forward(self, x):
        y = functional.relu(self.bn1(self.conv1(x)))
        y = functional.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return functional.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet50(nn.Module):
    """torchvision's ResNet50 up to the pooled features."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        channels = 64
        for stage, (width, blocks) in enumerate([(64, 3), (128, 4), (256, 6), (512, 3)], 1):
            layer = []
            for block in range(blocks):
                stride = 2 if stage > 1 and block == 0 else 1
                layer.append(Bottleneck(channels, width, stride))
                channels = width * 4
            setattr(self, f"layer{stage}", nn.Sequential(*layer))

    def forward(self, x):
        x = functional.relu(self.bn1(self.conv1(x)))
        x = functional.max_pool2d(x, 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return x.mean((2, 3))


class Torch:
    """One of PyTorch's modes."""

    def __init__(self, network, mode, threads):
        self.mode = mode
        self.network = network
        torch.set_num_threads(threads)
        pixels = torch.zeros(1, 3, 224, 224)
        if "channels_last" in mode:
            self.network = ResNet50().eval()
            self.network.load_state_dict(network.state_dict())
            self.network = self.network.to(memory_format=torch.channels_last)
            pixels = pixels.contiguous(memory_format=torch.channels_last)
        if "optimised" in mode:
            with torch.no_grad():
                traced = torch.jit.trace(self.network, pixels)
                self.network = torch.jit.optimize_for_inference(torch.jit.freeze(traced))

    def __call__(self, pixels):
        x = torch.from_numpy(pixels)
        if "channels_last" in self.mode:
            x = x.contiguous(memory_format=torch.channels_last)
        wall, cpu = time.perf_counter(), time.process_time()
        with torch.inference_mode():
            features = self.network(x)
        return time.perf_counter() - wall, time.process_time() - cpu, features.numpy()


class OnnxRuntime:
    def __init__(self, file, threads):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )

    def __call__(self, pixels):
        wall, cpu = time.perf_counter(), time.process_time()
        (features,) = self.session.run(None, {"pixels": pixels})
        return time.perf_counter() - wall, time.process_time() - cpu, features


class OpenVino:
    """Compiled anew for each shape: with a dynamic one it is slower."""

    def __init__(self, file, threads):
        import openvino

        self.core = openvino.Core()
        self.model = self.core.read_model(str(file))
        self.settings = {
            "INFERENCE_NUM_THREADS": threads,
            "INFERENCE_PRECISION_HINT": "f32",
            "PERFORMANCE_HINT": "LATENCY",
        }
        self.shape, self.compiled = None, None

    def __call__(self, pixels):
        if self.shape != pixels.shape:
            self.model.reshape(list(pixels.shape))
            self.compiled = self.core.compile_model(self.model, "CPU", self.settings)
            self.shape = pixels.shape
        wall, cpu = time.perf_counter(), time.process_time()
        features = self.compiled([pixels])[0]
        return time.perf_counter() - wall, time.process_time() - cpu, features


class Onesheet:
    """A process that answers requests: benches/peers/onesheet.rs."""

    def __init__(self, program, weights, engine, threads, folder):
        self.process = subprocess.Popen(
            [program, str(weights), engine, str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.file = Path(folder) / "pixels.f32"
        self.written = None

    def __call__(self, pixels):
        if self.written is not pixels:
            pixels.tofile(self.file)
            self.written = pixels
        count, _, height, width = pixels.shape
        self.process.stdin.write(f"{self.file} {count} {height} {width} 1\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        features = np.array(answer["features"], np.float32).reshape(count, -1)
        return answer["wall"][0], answer["cpu"], features

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def find_program():
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "deps"
    found = [f for f in target.glob("peer-*") if f.suffix == "" and os.access(f, os.X_OK)]
    if not found:
        sys.exit("no program: run `cargo build --release --bench peer` first")
    return str(max(found, key=lambda f: f.stat().st_mtime))


def export(network, file):
    x = torch.zeros(1, 3, 224, 224)
    axes = {"pixels": {0: "n", 2: "h", 3: "w"}, "features": {0: "n"}}
    torch.onnx.export(
        network, x, str(file), input_names=["pixels"], output_names=["features"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )


def cell(engines, pixels, rounds):
    """Times all engines in alternation; returns {name: [(wall, cpu)]}."""
    reference = None
    for name, engine in engines.items():
        if len(pixels) < 32:
            engine(pixels)  # Some settle only with their second call.
        features = engine(pixels)[2].astype(np.float64)
        if reference is None:
            reference = features
        distance = np.linalg.norm(features - reference) / np.linalg.norm(reference)
        if not distance < LIMIT:
            sys.exit(f"{name} disagrees: its features are {distance:.1e} away")
    times = {name: [] for name in engines}
    for index in range(rounds):
        # Nobody always runs behind the same neighbour.
        order = list(engines) if index % 2 == 0 else list(engines)[::-1]
        for name in order:
            wall, cpu, _ = engines[name](pixels)
            times[name].append((wall, cpu))
    return times


def report(threads, size, batch, times):
    """Prints a cell's rows and returns them."""
    own, rows = [wall for wall, _ in times["onesheet"]], []
    for name, samples in times.items():
        wall = statistics.median(w for w, _ in samples)
        best = min(w for w, _ in samples)
        cpu = statistics.mean(c for _, c in samples) / batch * 1e3
        ratios = sorted(w / o for (w, _), o in zip(samples, own))
        low, middle, high = (ratios[int(len(ratios) * q)] for q in (0.25, 0.5, 0.75))
        print(
            f"| {threads} | {size[0]}x{size[1]} | {batch} | {name} | {batch / wall:.1f} "
            f"| {batch / best:.1f} | {cpu:.0f} | {middle:.2f} ({low:.2f}-{high:.2f}) |",
            flush=True,
        )
        rows.append({
            "threads": threads, "height": size[0], "width": size[1], "batch": batch, "engine": name,
            "images_per_second": batch / wall, "best_images_per_second": batch / best,
            "cpu_ms_per_image": cpu, "times_onesheet": middle,
            "middle_half": [low, high], "rounds": len(samples),
        })
    return rows


def judge(rows):
    """Prints each goal's worst cell; returns how many cells miss one."""
    missed = 0
    cells = {(r["threads"], r["height"], r["width"], r["batch"]) for r in rows}
    for goal, least in GOALS.items():
        found = []
        for cell in cells:
            ratios = [
                r["times_onesheet"] for r in rows if r["engine"].startswith(goal)
                and (r["threads"], r["height"], r["width"], r["batch"]) == cell
            ]
            if ratios:
                found.append((min(ratios), cell))
        if found:
            worst, (threads, height, width, batch) = min(found)
            below = sum(ratio < least for ratio, _ in found)
            missed += below
            print(
                f"{goal}: at least {least} x wanted; worst {worst:.2f} x ({threads} thread(s), "
                f"{height}x{width}, batch {batch}); {below} of {len(found)} cells below"
            )
    return missed


def sizes(text):
    return [tuple(int(side) for side in part.split("x")) for part in text.split(",")]


def numbers(text):
    return [int(part) for part in text.split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--threads", type=numbers, default=[2, 1])
    parser.add_argument("--batches", type=numbers, default=[1, 8, 32])
    parser.add_argument("--rounds", type=int, default=15, help="per cell; fewer for large batches")
    parser.add_argument("--sizes", type=sizes, default=[(278, 185), (224, 224)])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all rows there too")
    parser.add_argument("--only", help="peers to time, separated by commas")
    parser.add_argument("--program", help="Onesheet's side, if it is not where cargo puts it")
    parser.add_argument("--engine", default="fused", help="fused, AVX2 or portable")
    arguments = parser.parse_args()

    network = ResNet50().eval()
    tensors = {k: v.float() for k, v in load_file(arguments.weights).items()}
    missing, _ = network.load_state_dict(tensors, strict=False)
    if any(not name.endswith("num_batches_tracked") for name in missing):
        sys.exit(f"the weights lack {missing}")
    program = arguments.program or find_program()
    random, rows = np.random.default_rng(1), []
    with tempfile.TemporaryDirectory() as folder:
        onnx = Path(folder) / "resnet50.onnx"
        export(network, onnx)
        print("| threads | size | batch | engine | images/s | best | CPU-ms/image | x Onesheet's time |")
        print("|---|---|---|---|---|---|---|---|")
        for threads in arguments.threads:
            own = Onesheet(program, arguments.weights, arguments.engine, threads, folder)
            engines = {
                "onesheet": own,
                "onnxruntime": OnnxRuntime(onnx, threads),
                "torch eager": Torch(network, "eager", threads),
                "torch channels_last": Torch(network, "channels_last", threads),
                "torch optimised": Torch(network, "optimised", threads),
                "torch optimised channels_last": Torch(
                    network, "optimised channels_last", threads
                ),
                "openvino": None,
                "candle": Onesheet(program, arguments.weights, "candle", threads, folder),
                "candle stock": Onesheet(program, arguments.weights, "stock", threads, folder),
            }
            try:
                engines["openvino"] = OpenVino(onnx, threads)
            except ImportError:
                del engines["openvino"]
            processes = [engine for engine in engines.values() if isinstance(engine, Onesheet)]
            if arguments.only:
                wanted = ["onesheet", *arguments.only.split(",")]
                engines = {name: engines[name] for name in wanted}
            for size in arguments.sizes:
                for batch in arguments.batches:
                    pixels = random.random((batch, 3, *size), dtype=np.float32)
                    rounds = max(min(4, arguments.rounds), arguments.rounds // max(1, batch // 4))
                    rows += report(threads, size, batch, cell(engines, pixels, rounds))
            for process in processes:
                process.close()
    if arguments.json:
        note = {"machine": platform.processor() or platform.machine(), "cores": os.cpu_count(),
                "torch": torch.__version__, "onnxruntime": onnxruntime.__version__}
        arguments.json.write_text(json.dumps(note | {"rows": rows}, indent=1))
    sys.exit(1 if judge(rows) else 0)


if __name__ == "__main__":
    main()
