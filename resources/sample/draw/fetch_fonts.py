"""Fetch the posters' typefaces into fonts/ (git-ignored).

    python fetch_fonts.py

Every face is under the SIL Open Font License. They come from the npm registry
through `npm pack`: the `@expo-google-fonts` packages carry TrueType files, the
`@fontsource` ones WOFF2 (Latin subset), unpacked here with fontTools + brotli.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "fonts"
EXPO, SOURCE = "@expo-google-fonts", "@fontsource"

# key used by kit.py -> (npm scope, package, version, weight folder or weight)
FACES = {
    # condensed gothics
    "anton": (EXPO, "anton", "0.4.2", "400Regular"),
    "bebas": (EXPO, "bebas-neue", "0.4.1", "400Regular"),
    "league": (EXPO, "league-gothic", "0.4.2", "400Regular"),
    "oswald": (EXPO, "oswald", "0.4.2", "500Medium"),
    "teko": (EXPO, "teko", "0.4.1", "700Bold"),
    "antonio": (SOURCE, "antonio", "5.3.0", 300),
    # serifs
    "playfair": (EXPO, "playfair-display", "0.4.2", "400Regular"),
    "playfair-black": (EXPO, "playfair-display", "0.4.2", "900Black"),
    "playfair-italic": (EXPO, "playfair-display", "0.4.2", "700Bold_Italic"),
    "abril": (EXPO, "abril-fatface", "0.4.1", "400Regular"),
    "bodoni": (EXPO, "bodoni-moda", "0.4.2", "700Bold"),
    "cinzel": (EXPO, "cinzel", "0.4.2", "600SemiBold"),
    "cormorant": (EXPO, "cormorant-garamond", "0.4.1", "500Medium"),
    "cormorant-italic": (EXPO, "cormorant-garamond", "0.4.1", "500Medium_Italic"),
    "caslon": (EXPO, "libre-caslon-text", "0.4.0", "400Regular"),
    "fell": (EXPO, "im-fell-english-sc", "0.4.0", "400Regular"),
    "caprasimo": (SOURCE, "caprasimo", "5.3.0", 400),
    # grotesques and geometrics
    "inter": (EXPO, "inter-tight", "0.4.2", "500Medium"),
    "inter-light": (EXPO, "inter-tight", "0.4.2", "300Light"),
    "inter-black": (EXPO, "inter-tight", "0.4.2", "900Black"),
    "archivo": (EXPO, "archivo-black", "0.4.1", "400Regular"),
    "jost": (EXPO, "jost", "0.4.2", "500Medium"),
    "jost-black": (EXPO, "jost", "0.4.2", "900Black"),
    "josefin": (EXPO, "josefin-sans", "0.4.2", "300Light"),
    "unbounded": (EXPO, "unbounded", "0.4.1", "800ExtraBold"),
    # slabs and western
    "alfaslab": (SOURCE, "alfa-slab-one", "5.3.0", 400),
    "zilla": (EXPO, "zilla-slab", "0.4.1", "700Bold"),
    "rye": (EXPO, "rye", "0.4.1", "400Regular"),
    # scripts and hands
    "pacifico": (EXPO, "pacifico", "0.4.1", "400Regular"),
    "greatvibes": (EXPO, "great-vibes", "0.4.1", "400Regular"),
    "kaushan": (SOURCE, "kaushan-script", "5.3.0", 400),
    "caveatbrush": (SOURCE, "caveat-brush", "5.3.0", 400),
    "reenie": (EXPO, "reenie-beanie", "0.4.1", "400Regular"),
    "knewave": (SOURCE, "knewave", "5.3.0", 400),
    "shrikhand": (SOURCE, "shrikhand", "5.3.0", 400),
    "oleo": (EXPO, "oleo-script", "0.4.1", "700Bold"),
    # typewriter and screen
    "courier": (EXPO, "courier-prime", "0.4.1", "700Bold"),
    "mono": (EXPO, "space-mono", "0.4.2", "700Bold"),
    "pixel": (EXPO, "vt323", "0.4.1", "400Regular"),
    # horror
    "creepster": (EXPO, "creepster", "0.4.0", "400Regular"),
    "fraktur": (SOURCE, "unifrakturmaguntia", "5.3.0", 400),
    # rounded and comic
    "bangers": (EXPO, "bangers", "0.4.1", "400Regular"),
    "fredoka": (EXPO, "fredoka", "0.4.1", "700Bold"),
    "lilita": (EXPO, "lilita-one", "0.4.1", "400Regular"),
    # deco, stencil, technical
    "monoton": (EXPO, "monoton", "0.4.1", "400Regular"),
    "poiret": (SOURCE, "poiret-one", "5.3.0", 400),
    "righteous": (EXPO, "righteous", "0.4.1", "400Regular"),
    "stencil": (SOURCE, "saira-stencil-one", "5.3.0", 400),
    "orbitron": (EXPO, "orbitron", "0.4.2", "800ExtraBold"),
    "russo": (EXPO, "russo-one", "0.4.1", "400Regular"),
    # other scripts
    "dela": (EXPO, "dela-gothic-one", "0.4.1", "400Regular"),
    "noto-jp": (EXPO, "noto-sans-jp", "0.4.3", "900Black"),
    "noto-serif-jp": (EXPO, "noto-serif-jp", "0.4.3", "700Bold"),
    "noto-serif-sc": (EXPO, "noto-serif-sc", "0.4.3", "700Bold"),
    "noto-kr": (EXPO, "noto-sans-kr", "0.4.3", "900Black"),
    "noto": (EXPO, "noto-sans", "0.4.2", "700Bold"),
    "noto-arabic": (EXPO, "noto-naskh-arabic", "0.4.5", "700Bold"),
    "noto-devanagari": (EXPO, "noto-sans-devanagari", "0.4.1", "700Bold"),
}


def fetch(key: str, workdir: Path, packed: dict[str, Path]) -> None:
    scope, name, version, weight = FACES[key]
    spec = f"{scope}/{name}@{version}"
    if spec not in packed:
        done = subprocess.run(
            ["npm", "pack", "--silent", spec], cwd=workdir, check=True, capture_output=True, text=True
        )
        packed[spec] = workdir / done.stdout.strip().splitlines()[-1]
    wanted = f"{weight}/" if scope == EXPO else f"{name}-latin-{weight}-normal.woff2"
    with tarfile.open(packed[spec]) as tar:
        member = next(
            m for m in tar.getmembers() if wanted in m.name and m.name.endswith((".ttf", ".woff2"))
        )
        (workdir / "face").write_bytes(tar.extractfile(member).read())
    font = TTFont(workdir / "face")
    font.flavor = None
    font.save(FONTS / f"{key}.ttf")


def main() -> int:
    FONTS.mkdir(exist_ok=True)
    failed = []
    with tempfile.TemporaryDirectory() as tmp:
        packed: dict[str, Path] = {}
        for key in FACES:
            if (FONTS / f"{key}.ttf").exists():
                continue
            try:
                fetch(key, Path(tmp), packed)
            except (subprocess.CalledProcessError, StopIteration) as error:
                failed.append(f"{key}: {error}")
    print("\n".join(failed) or "all faces present")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
