"""The exported ONNX file beside Onesheet itself: same model, same posters, same probabilities.

    cargo build --release
    pip install numpy onnx onnxruntime pillow
    target/release/onesheet export --onnx onesheet.onnx
    python benches/peers/onnx_check.py onesheet.onnx POSTER.jpg ...

Checks the file with ONNX's own checker (shapes inferred), prepares each poster as the file's
metadata says, runs it in ONNX Runtime, one by one and as one batch, and compares with
`onesheet predict --json`. Both see the same pixels: each poster is decoded and resized once, by
Pillow, and handed to Onesheet as a PNG of the network's size (two JPEG decoders differ by a few
levels, and so would the probabilities, by up to 0.02). Ends with exit code 1 if a probability
differs by more than 1e-4.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1e-4
FILTERS = {
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}


def sized(poster, how, file):
    """The poster in the network's size, also written to a file without loss."""
    image = Image.open(poster).convert("RGB")
    size = (how["width"], how["height"])
    if image.size != size:
        image = image.resize(size, FILTERS[how["resample"]])
    image.save(file)
    return image


def normalised(image, how):
    pixels = np.asarray(image, np.float32) * np.float32(how["rescale_factor"])
    pixels = (pixels - np.float32(how["mean"])) / np.float32(how["std"])
    return pixels.transpose(2, 0, 1)


def predicted(program, posters, model):
    """Onesheet's own probabilities: one dictionary a poster."""
    command = [program, "predict", "--json", *posters]
    if model:
        command += ["--model", model]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    read = [json.loads(line) for line in lines.splitlines()]
    return [{one["genre"]: one["probability"] for one in line["genres"]} for line in read]


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("file", help="the exported ONNX file")
    words.add_argument("posters", nargs="+")
    words.add_argument("--model", help="the folder of the model that was exported; the shipped one")
    words.add_argument("--onesheet", default=str(ROOT / "target/release/onesheet"))
    given = words.parse_args()

    model = onnx.load(given.file)
    onnx.checker.check_model(onnx.shape_inference.infer_shapes(model, strict_mode=True), True)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    labels = json.loads(metadata["labels"])
    thresholds = json.loads(metadata["thresholds"])
    how = json.loads(metadata["preprocessing"])
    assert len(labels) == len(thresholds)
    print(f"opset {model.opset_import[0].version}, {len(model.graph.node)} nodes, labels {labels}")

    session = onnxruntime.InferenceSession(given.file, providers=["CPUExecutionProvider"])
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/{number}.png" for number in range(len(given.posters))]
        images = [sized(poster, how, file) for poster, file in zip(given.posters, files)]
        expected = predicted(given.onesheet, files, given.model)
    pixels = np.stack([normalised(image, how) for image in images])
    (together,) = session.run(["probabilities"], {"pixel_values": pixels})
    worst = 0.0
    for poster, one, batched, ours in zip(given.posters, pixels, together, expected):
        (alone,) = session.run(["probabilities"], {"pixel_values": one[None]})[0]
        for label, single, many in zip(labels, alone, batched):
            off = max(abs(float(single) - ours[label]), abs(float(many) - ours[label]))
            worst = max(worst, off)
            if off > LIMIT:
                print(f"{poster}: {label} is {single:.6f} and {many:.6f}, not {ours[label]:.6f}")
    print(f"{len(given.posters)} posters, largest difference {worst:.1e}")
    sys.exit(int(worst > LIMIT))


if __name__ == "__main__":
    main()
