"""Draw the sample posters.

    python draw.py                      every film in ../films.csv
    python draw.py moth-hour lanternjaw only these
    python draw.py --sheet sheet.png    also (or with ids: of those) a contact sheet
"""

import argparse
import io
import sys
from pathlib import Path

from PIL import Image

import kit
import action, comedy, drama, horror, other, romance, thriller  # noqa: E401,F401  (they register posters)

OUT = Path(__file__).resolve().parent.parent / "posters"
MAX_BYTES = 60_000


def encode(img):
    """JPEG at quality 85, or less where a grainy sheet would pass the size limit."""
    for quality in range(85, 40, -4):
        buf = io.BytesIO()
        img.save(buf, "JPEG", quality=quality, optimize=True, progressive=True)
        if buf.tell() < MAX_BYTES:
            break
    return buf.getvalue()


def contact_sheet(images, path, columns=10, width=185):
    height = round(width * kit.H / kit.W)
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * (width + 6), rows * (height + 6)), "#222")
    for i, img in enumerate(images):
        sheet.paste(img.resize((width, height), Image.LANCZOS), (i % columns * (width + 6), i // columns * (height + 6)))
    sheet.save(path)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("ids", nargs="*")
    args.add_argument("--sheet", type=Path)
    args.add_argument("--columns", type=int, default=10)
    opts = args.parse_args()

    films = {f["id"]: f for f in kit.read_films()}
    unknown = [i for i in opts.ids if i not in films]
    if unknown:
        sys.exit(f"no such film: {', '.join(unknown)}")
    OUT.mkdir(exist_ok=True)
    images, missing = [], []
    for film_id in opts.ids or films:
        if film_id not in kit.REGISTRY:
            missing.append(film_id)
            continue
        p = kit.Poster(films[film_id])
        kit.REGISTRY[film_id](p)
        img = p.image()
        (OUT / f"{film_id}.jpg").write_bytes(encode(img))
        images.append(img)
    if opts.sheet and images:
        contact_sheet(images, opts.sheet, opts.columns)
    print(f"{len(images)} drawn" + (f", no drawing for: {', '.join(missing)}" if missing else ""))


if __name__ == "__main__":
    main()
