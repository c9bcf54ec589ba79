"""Makes the bundled fonts from the npm package inter-ui 4.1.1 (see README.md).

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    pip install fonttools brotli
    python3 subset.py package
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# Latin with its extensions, Greek, Cyrillic, punctuation, currency, arrows, a few symbols.
LETTERS = "U+0020-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+1F00-1FFF"
SIGNS = "U+2000-206F,U+2070-209F,U+20A0-20CF,U+2116,U+2122,U+2190-2199,U+2212,U+2215,U+2248,U+2260,U+2264,U+2265,U+25CF,U+2605,U+2713,U+2715,U+FFFD"
FACES = {
    "Inter-Regular": "web/Inter-Regular.woff2",
    "Inter-Medium": "web/Inter-Medium.woff2",
    "Inter-SemiBold": "web/Inter-SemiBold.woff2",
    "InterDisplay-SemiBold": "display/InterDisplay-SemiBold.woff2",
}
TABULAR = {"InterTabular-Regular": FACES["Inter-Regular"], "InterTabular-SemiBold": FACES["Inter-SemiBold"]}


def cut(font, unicodes, features):
    options = subset.Options()
    options.hinting = False
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.notdef_outline = True
    worker = subset.Subsetter(options)
    worker.populate(unicodes=subset.parse_unicodes(unicodes))
    worker.subset(font)
    font.flavor = None
    return font


def tabular_digits(font):
    """Points the digits at their tabular forms: egui shapes text without optional features."""
    lookups = font["GSUB"].table
    wanted = {i for f in lookups.FeatureList.FeatureRecord if f.FeatureTag == "tnum" for i in f.Feature.LookupListIndex}
    forms = {}
    for i in wanted:
        for table in lookups.LookupList.Lookup[i].SubTable:
            forms.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        for code, glyph in list(table.cmap.items()):
            table.cmap[code] = forms.get(glyph, glyph)
    return font


package, here = Path(sys.argv[1]), Path(__file__).parent
for name, source in FACES.items():
    cut(TTFont(package / source), f"{LETTERS},{SIGNS}", ["kern", "mark", "mkmk", "ccmp", "locl", "calt"]).save(here / f"{name}.ttf")
for name, source in TABULAR.items():
    cut(tabular_digits(TTFont(package / source)), "U+0020,U+0025,U+002B-003A,U+2212,U+00D7", []).save(here / f"{name}.ttf")
