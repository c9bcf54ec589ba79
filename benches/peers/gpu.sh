#!/usr/bin/env bash
# Onesheet beside PyTorch on one NVIDIA GPU: the whole network, 12 epochs, batch 64, on a library's films.
#
#     benches/peers/gpu.sh LIBRARY [EPOCHS]
#
# Needs a CUDA toolkit (see resources/cuda/build) and a Python with the packages of gpu.txt; PYTHON names
# it. One after the other on the same card, PyTorch before and after, so that a card that was warm or
# shared shows. Writes what both said and the profiles below the folder OUT (default: gpu-results), and
# prints images per second of each and their ratio.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
library=$(realpath "$1")
epochs=${2:-12}
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
out=${OUT:-gpu-results}
size=278x185
model=weights/onesheet-resnet50
mkdir -p "$out"

nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv | tee "$out/card.csv"
resources/cuda/build test --test cuda 2>&1 | tee "$out/tests.txt"
resources/cuda/build
onesheet=${CARGO_TARGET_DIR:-target}/release/onesheet

torch() {
    "$python" benches/peers/gpu.py "$library" --weights "$model/model.safetensors" --size "$size" "$@"
}

name=gpu-$(date +%s)
torch --epochs 2 >"$out/torch-before.jsonl"
"$onesheet" train "$library" --depth full --device cuda:0 --model "$model" --size "$size" \
    --epochs "$epochs" --patience "$epochs" --batch-size 64 --name "$name" | tee "$out/onesheet.txt"
cp "$library/runs/$name/history.jsonl" "$out/onesheet.jsonl"
torch --epochs "$epochs" | tee "$out/torch.jsonl"

torch --profile >"$out/torch-profile.txt"
if command -v nsys >/dev/null; then
    nsys profile --force-overwrite true --output "$out/onesheet" --duration 120 \
        "$onesheet" train "$library" --depth full --device cuda:0 --model "$model" --size "$size" \
        --epochs 1 --name "$name-profile" >"$out/onesheet-profile.txt" || true
    nsys stats --report cuda_gpu_kern_sum "$out/onesheet.nsys-rep" >>"$out/onesheet-profile.txt" || true
else
    echo "nsys is not here: no profile of Onesheet's kernels" | tee "$out/onesheet-profile.txt"
fi

"$python" - "$out" <<'PY'
import json, pathlib, statistics, sys

out = pathlib.Path(sys.argv[1])
told = {name: [json.loads(line) for line in (out / f"{name}.jsonl").read_text().splitlines()]
        for name in ("torch-before", "onesheet", "torch")}
rate = {name: statistics.median(epoch["images_per_second"] for epoch in epochs) for name, epochs in told.items()}
for name, epochs in told.items():
    aucs = [epoch["validation_macro_auc"] for epoch in epochs if epoch["validation_macro_auc"] is not None]
    best = f"{max(aucs):.4f}" if aucs else "undefined"
    print(f"{name:<13} {rate[name]:8.1f} images/s (median of {len(epochs)} epochs), best macro AUC on validation {best}")
print(f"PyTorch is {rate['torch'] / rate['onesheet']:.2f} times as quick as Onesheet (goal: at most 2, then below 1)")
PY
