"""Drawing kit for the sample posters.

A poster is one function, registered under its film's id:

    from kit import *
    from shapes import *

    @poster("brass-hurricane")
    def _(p):
        p.bg(linear(0, 0, 0, H, "#12203a", "#d9763a"))
        p.fill(place(figure("stand", hat="fedora", coat=True), 185, 470, h=300), "#000")
        p.title(p.film["title"].upper(), 20, 30, 330, 90, font="anton", paint="#fff")
        p.tagline(28, font="josefin", paint="#fff")
        p.credits(532, paint="#ffffffaa")
        p.grain(0.15)

Coordinates are final pixels, W x H = 370 x 556 (drawn at SCALE x, then reduced).
`p.film` is the CSV row; `p.titletext`, `p.tag`, `p.year` (int) are shortcuts;
`p.rng` is a random.Random seeded by the id, so a redraw is identical.

Colours and paints
    "#rgb", "#rrggbb", "#rrggbbaa" anywhere a paint is asked for, or a shader from
    linear(x0, y0, x1, y1, *stops)   radial(x, y, r, *stops)
    where a stop is a colour or (position, colour).  mix(a, b, t), alpha(c, a).

Paths (skia.Path; build, combine, then p.fill / p.stroke / p.volume them)
    rect circle oval rrect poly(points) line(points) smooth(points, closed=True)
    svg("M0 0L10 0...") star ring arc wedge polygon(n) limb(x0,y0,r0,x1,y1,r1)
    union minus intersect; move rotate scale flip; place(path, x, bottom, w=|h=)
    sets a path standing on y=bottom centred on x; fit(path, x, y, w, h) in a box.
    rough(path, seg, dev, seed)  torn_strip  brush_stroke  splatter  cut(points, rng) (Bass cut-out)
    outline(path, width)  wave_warp(path, fn(x, y) -> (x, y))
Motifs, in shapes.py (unit-free: use place/fit/move on the result)
    figure(pose, build=, hat=, coat=, skirt=, hair=, hold=)  POSES lists the poses
    face(p, x, y, h, ...) paints a lit head; profile(kind, hat) hand claw fist eye skull
    trees, land, towns, machines, objects and creatures: one documented function each
Canvas effects (methods of Poster; all take blend= where sensible)
    bg fill stroke volume glow layer clip; grain paper vignette rays fog smoke rain snow
    stars bokeh halftone scratches streaks sparks
    explosion misprint texture distress border frame
    `with p.layer(alpha=, blend=, blur=, clip=): ...` groups drawing.
    `with p.distress(0.3): ...` wears away what is drawn inside it.
Type
    text_path(s, font, size, tracking=0)     a path, baseline at y=0, left at x=0
    p.text(s, x, y, size, font, paint, align="center", tracking=0, width=None)
    p.title(s, x, y, w, h, font, paint, align="center", lines=None, stretch=False)
        fits (and breaks: lines=["A", "B"] or an int or None for best) into the box and
        returns the path; p.stack(lines, x, y, w, ...) justifies every line to the width
    p.arc_text(s, cx, cy, r, angle, size, font, paint)
    p.tagline(y, ...) p.credits(y, ...) p.laurel(x, y, w, text, sub)
    FACES in fetch_fonts.py names the fonts.
Non-Latin strings are shaped with HarfBuzz: choose dela / noto-* fonts for them.
"""

import csv
import math
import random
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
import skia
import uharfbuzz as hb
from PIL import Image

W, H = 370, 556
SCALE = 2
HERE = Path(__file__).resolve().parent
REGISTRY = {}


def poster(film_id):
    """Register the decorated function as the drawing of one film."""

    def add(fn):
        assert film_id not in REGISTRY, film_id
        REGISTRY[film_id] = fn
        return fn

    return add


def read_films():
    with open(HERE.parent / "films.csv", encoding="utf-8", newline="") as fh:
        return list(csv.DictReader(fh))


# ---------------------------------------------------------------- colours


def rgba(colour):
    h = colour.lstrip("#")
    if len(h) in (3, 4):
        h = "".join(c * 2 for c in h)
    v = [int(h[i : i + 2], 16) for i in range(0, len(h), 2)]
    return (*v, 255) if len(v) == 3 else tuple(v)


def _hex(v):
    return "#" + "".join(f"{max(0, min(255, round(c))):02x}" for c in v)


def _sk(colour):
    r, g, b, a = rgba(colour)
    return skia.Color(r, g, b, a)


def mix(a, b, t):
    return _hex([x + (y - x) * t for x, y in zip(rgba(a), rgba(b))])


def alpha(colour, a):
    """The colour with its opacity set to a (0..1)."""
    return _hex([*rgba(colour)[:3], 255 * a])


def _stops(stops):
    cols, pos = [], []
    for i, s in enumerate(stops):
        if isinstance(s, str):
            s = (i / max(1, len(stops) - 1), s)
        pos.append(float(s[0]))
        cols.append(_sk(s[1]))
    return cols, pos


def linear(x0, y0, x1, y1, *stops):
    cols, pos = _stops(stops)
    return skia.GradientShader.MakeLinear([skia.Point(x0, y0), skia.Point(x1, y1)], cols, pos)


def radial(x, y, r, *stops):
    cols, pos = _stops(stops)
    return skia.GradientShader.MakeRadial(skia.Point(x, y), r, cols, pos)


# ---------------------------------------------------------------- paths


def rect(x, y, w, h):
    return skia.Path.Rect(skia.Rect.MakeXYWH(x, y, w, h))


def rrect(x, y, w, h, r):
    p = skia.Path()
    p.addRoundRect(skia.Rect.MakeXYWH(x, y, w, h), r, r)
    return p


def circle(x, y, r):
    return skia.Path.Circle(x, y, r)


def oval(x, y, rx, ry, angle=0):
    """An ellipse by its centre and radii."""
    p = skia.Path.Oval(skia.Rect.MakeXYWH(x - rx, y - ry, 2 * rx, 2 * ry))
    return rotate(p, angle, x, y) if angle else p


def poly(points, closed=True):
    p = skia.Path()
    p.addPoly([skia.Point(x, y) for x, y in points], closed)
    return p


def line(points):
    return poly(points, closed=False)


def smooth(points, closed=True, tension=0.5):
    """A Catmull-Rom curve through the points.

    A point given as (x, y, 0) is a corner: the curve does not bend through it.
    """
    n = len(points)
    p = skia.Path()
    p.moveTo(*points[0][:2])
    for i in range(n if closed else n - 1):
        a, b = points[i], points[(i + 1) % n]
        before = points[i - 1] if closed or i > 0 else a
        after = points[(i + 2) % n] if closed or i + 2 < n else b
        k = tension / 3 * 2
        c1 = a if len(a) > 2 else (a[0] + (b[0] - before[0]) * k / 2, a[1] + (b[1] - before[1]) * k / 2)
        c2 = b if len(b) > 2 else (b[0] - (after[0] - a[0]) * k / 2, b[1] - (after[1] - a[1]) * k / 2)
        p.cubicTo(*c1[:2], *c2[:2], *b[:2])
    if closed:
        p.close()
    return p


def svg(d):
    """A path from SVG path data (absolute M L C Q Z and H V)."""
    p = skia.Path()
    tokens = d.replace(",", " ")
    for cmd in "MLCQZHV":
        tokens = tokens.replace(cmd, f" {cmd} ")
    args, op, cur = [], None, (0, 0)
    need = {"M": 2, "L": 2, "C": 6, "Q": 4, "H": 1, "V": 1}
    for tok in tokens.split():
        if tok == "Z":
            p.close()
        elif tok in need:
            op, args = tok, []
        else:
            args.append(float(tok))
            if len(args) == need[op]:
                if op == "H":
                    args = [args[0], cur[1]]
                elif op == "V":
                    args = [cur[0], args[0]]
                {"M": p.moveTo, "C": p.cubicTo, "Q": p.quadTo}.get(op, p.lineTo)(*args)
                cur, args = tuple(args[-2:]), []
                op = "L" if op == "M" else op
    return p


def polygon(n, x, y, r, angle=-90):
    return poly(
        [(x + r * math.cos(math.radians(angle + 360 * i / n)), y + r * math.sin(math.radians(angle + 360 * i / n))) for i in range(n)]
    )


def star(x, y, r, n=5, inner=0.4, angle=-90):
    pts = []
    for i in range(2 * n):
        a, rr = math.radians(angle + 180 * i / n), r if i % 2 == 0 else r * inner
        pts.append((x + rr * math.cos(a), y + rr * math.sin(a)))
    return poly(pts)


def ring(x, y, r, width):
    return minus(circle(x, y, r), circle(x, y, r - width))


def arc(x, y, r, start, sweep_deg):
    """An open arc, for stroking."""
    p = skia.Path()
    p.addArc(skia.Rect.MakeXYWH(x - r, y - r, 2 * r, 2 * r), start, sweep_deg)
    return p


def wedge(x, y, r, start, sweep_deg):
    p = skia.Path()
    p.moveTo(x, y)
    p.arcTo(skia.Rect.MakeXYWH(x - r, y - r, 2 * r, 2 * r), start, sweep_deg, False)
    p.close()
    return p


def limb(x0, y0, r0, x1, y1, r1):
    """Two circles of different radius and everything between them."""
    d = math.hypot(x1 - x0, y1 - y0)
    p = union(circle(x0, y0, r0), circle(x1, y1, r1))
    if d <= abs(r0 - r1) + 1e-6:
        return p
    base = math.atan2(y1 - y0, x1 - x0)
    off = math.acos((r0 - r1) / d)
    pts = [
        (x0 + r0 * math.cos(base + off), y0 + r0 * math.sin(base + off)),
        (x1 + r1 * math.cos(base + off), y1 + r1 * math.sin(base + off)),
        (x1 + r1 * math.cos(base - off), y1 + r1 * math.sin(base - off)),
        (x0 + r0 * math.cos(base - off), y0 + r0 * math.sin(base - off)),
    ]
    return union(p, poly(pts))


def _op(a, b, op):
    # winding fill, so that holes survive when several results are grouped
    return skia.AsWinding(skia.Op(a, b, op))


def union(*paths):
    """One outline of all the paths."""
    paths = [q for p in paths for q in (p if isinstance(p, (list, tuple)) else [p])]
    out = paths[0]
    for q in paths[1:]:
        out = _op(out, q, skia.kUnion_PathOp)
    return out


def group(*paths):
    """Many paths in one object, overlapping parts kept filled."""
    out = skia.Path()
    for p in paths:
        for q in p if isinstance(p, (list, tuple)) else [p]:
            out.addPath(q)
    return out


def minus(a, *b):
    for q in b:
        a = _op(a, q, skia.kDifference_PathOp)
    return a


def intersect(a, b):
    return _op(a, b, skia.kIntersect_PathOp)


def _tf(path, m):
    out = skia.Path(path)
    out.transform(m)
    return out


def move(path, dx, dy):
    return _tf(path, skia.Matrix.Translate(dx, dy))


def rotate(path, deg, cx=0, cy=0):
    return _tf(path, skia.Matrix.RotateDeg(deg, skia.Point(cx, cy)))


def scale(path, sx, sy=None, cx=0, cy=0):
    m = skia.Matrix()
    m.setScale(sx, sx if sy is None else sy, cx, cy)
    return _tf(path, m)


def skew(path, kx, ky=0, cx=0, cy=0):
    m = skia.Matrix()
    m.setSkew(kx, ky, cx, cy)
    return _tf(path, m)


def flip(path):
    """Mirror left-right about the path's own centre."""
    b = path.computeTightBounds()
    return scale(path, -1, 1, b.centerX(), 0)


def bounds(path):
    """(x, y, w, h) of what the path really covers."""
    b = path.computeTightBounds()
    return b.left(), b.top(), b.width(), b.height()


def place(path, x, bottom, w=None, h=None):
    """Scale to the width or height, stand on y=bottom, centre on x."""
    bx, by, bw, bh = bounds(path)
    k = w / bw if w else h / bh
    return move(scale(path, k), x - k * (bx + bw / 2), bottom - k * (by + bh))


def fit(path, x, y, w, h, stretch=False):
    """Fit into a box, centred; stretch fills it exactly."""
    bx, by, bw, bh = bounds(path)
    kx, ky = w / bw, h / bh
    if not stretch:
        kx = ky = min(kx, ky)
    out = scale(path, kx, ky)
    return move(out, x + (w - kx * bw) / 2 - kx * bx, y + (h - ky * bh) / 2 - ky * by)


def rough(path, seg=4, dev=1.0, seed=1):
    """A wobbly hand-cut edge."""
    paint = skia.Paint(Style=skia.Paint.kFill_Style, PathEffect=skia.DiscretePathEffect.Make(seg, dev, seed))
    out = skia.Path()
    paint.getFillPath(path, out)
    return out


def rounded(path, r):
    """Round every corner by r."""
    paint = skia.Paint(Style=skia.Paint.kFill_Style, PathEffect=skia.CornerPathEffect.Make(r))
    out = skia.Path()
    paint.getFillPath(path, out)
    return out


def outline(path, width, join=skia.Paint.kRound_Join):
    """The stroked line of a path, as a path."""
    paint = skia.Paint(Style=skia.Paint.kStroke_Style, StrokeWidth=width, StrokeJoin=join, StrokeCap=skia.Paint.kRound_Cap)
    out = skia.Path()
    paint.getFillPath(path, out)
    return out


def warp(path, fn, step=2.0):
    """Move every point of the path by fn(x, y) -> (x, y), curves flattened first."""
    out = skia.Path()
    out.setFillType(path.getFillType())
    contour = skia.PathMeasure(path, True)
    while contour.getLength() > 0:
        n = max(3, int(contour.getLength() / step))
        pts = []
        for i in range(n):
            pos, _ = contour.getPosTan(contour.getLength() * i / n)
            pts.append(fn(pos.x(), pos.y()))
        out.addPoly([skia.Point(*q) for q in pts], True)
        if not contour.nextContour():
            break
    return out


def cut(points, rng, wobble=2.0):
    """A scissor-cut polygon: the corners jittered, the edges straight (Bass manner)."""
    return poly([(x + rng.uniform(-wobble, wobble), y + rng.uniform(-wobble, wobble)) for x, y, *_ in points])


def torn_strip(x, y, w, h, rng, dev=4, step=5):
    """A band of paper torn along its long top and bottom edges."""
    n = int(w / step)
    top = [(x + w * i / n, y + rng.uniform(-dev, dev)) for i in range(n + 1)]
    bottom = [(x + w * i / n, y + h + rng.uniform(-dev, dev)) for i in range(n, -1, -1)]
    return poly(top + bottom)


def brush_stroke(x0, y0, x1, y1, width, rng, bristles=26, dry=0.35):
    """A dry-brush stroke made of many tapering bristle marks."""
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy)
    nx, ny = -dy / length, dx / length
    marks = []
    for i in range(bristles):
        off = (i / (bristles - 1) - 0.5) * width + rng.uniform(-0.5, 0.5) * width / bristles
        a, b = rng.uniform(0, 0.06), 1 - rng.uniform(0, dry) * (0.3 + abs(off) / width)
        r = width / bristles * rng.uniform(0.5, 1.15)
        bend = rng.uniform(-1, 1) * width * 0.04
        p0 = (x0 + dx * a + nx * off, y0 + dy * a + ny * off)
        p1 = (x0 + dx * b + nx * (off + bend), y0 + dy * b + ny * (off + bend))
        marks.append(limb(*p0, r, *p1, r * rng.uniform(0.15, 0.6)))
    return group(marks)


def splatter(x, y, r, rng, n=60, core=True):
    """An ink blot with thrown drops."""
    parts = []
    if core:
        pts = []
        for i in range(36):
            k = 0.45 + (rng.random() ** 5) * 0.75 + rng.uniform(-0.05, 0.05)
            pts.append((x + r * k * math.cos(i * math.tau / 36), y + r * k * math.sin(i * math.tau / 36)))
        parts.append(smooth(pts))
    for _ in range(n):
        a, d = rng.uniform(0, math.tau), r * (0.5 + abs(rng.gauss(0, 0.6)))
        s = r * 0.09 * rng.random() ** 2 + 0.3
        parts.append(oval(x + d * math.cos(a), y + d * math.sin(a), s * rng.uniform(1, 2.2), s, math.degrees(a)))
    return group(parts)


# ---------------------------------------------------------------- noise


def fbm(w, h, cell, octaves, seed, stretch=1.0):
    """Fractal value noise as a (h, w) array in 0..1; stretch > 1 draws it out sideways."""
    rng = np.random.default_rng(seed)
    out, amp, total = np.zeros((h, w), np.float32), 1.0, 0.0
    for o in range(octaves):
        c = max(1.0, cell / 2**o)
        gw, gh = max(2, int(w / (c * stretch)) + 2), max(2, int(h / c) + 2)
        grid = Image.fromarray(rng.random((gh, gw)).astype(np.float32))
        layer = np.asarray(grid.resize((w, h), Image.BICUBIC), np.float32)
        out += layer * amp
        total += amp
        amp *= 0.5
    out /= total
    lo, hi = np.percentile(out, [1, 99])
    return np.clip((out - lo) / (hi - lo + 1e-6), 0, 1)


def _alpha_image(a, colour):
    """A skia image of one colour with the array as its opacity."""
    r, g, b, k = rgba(colour)
    px = np.empty((*a.shape, 4), np.uint8)
    px[..., 0], px[..., 1], px[..., 2] = r, g, b
    px[..., 3] = np.clip(a * k, 0, 255).astype(np.uint8)
    return skia.Image.fromarray(px, colorType=skia.kRGBA_8888_ColorType)


BLENDS = {
    None: skia.BlendMode.kSrcOver,
    "multiply": skia.BlendMode.kMultiply,
    "screen": skia.BlendMode.kScreen,
    "overlay": skia.BlendMode.kOverlay,
    "soft": skia.BlendMode.kSoftLight,
    "hard": skia.BlendMode.kHardLight,
    "add": skia.BlendMode.kPlus,
    "lighten": skia.BlendMode.kLighten,
    "darken": skia.BlendMode.kDarken,
    "difference": skia.BlendMode.kDifference,
    "dodge": skia.BlendMode.kColorDodge,
    "burn": skia.BlendMode.kColorBurn,
    "color": skia.BlendMode.kColor,
    "erase": skia.BlendMode.kDstOut,
    "in": skia.BlendMode.kDstIn,
    "atop": skia.BlendMode.kSrcATop,
}


# ---------------------------------------------------------------- type


@lru_cache(maxsize=None)
def _face(key):
    path = HERE / "fonts" / f"{key}.ttf"
    if not path.exists():
        raise FileNotFoundError(f"fonts/{key}.ttf is missing: run fetch_fonts.py first")
    return skia.Typeface.MakeFromFile(str(path)), hb.Face(hb.Blob.from_file_path(str(path)))


def text_path(s, font="inter", size=20, tracking=0.0):
    """Shaped text as one path; tracking is extra space in em."""
    typeface, face = _face(font)
    sk = skia.Font(typeface, 200)
    hbf = hb.Font(face)
    buf = hb.Buffer()
    buf.add_str(s)
    buf.guess_segment_properties()
    hb.shape(hbf, buf, {"kern": True, "liga": tracking == 0})
    k, x, out = 200 / face.upem, 0.0, skia.Path()
    for info, pos in zip(buf.glyph_infos, buf.glyph_positions):
        glyph = sk.getPath(info.codepoint)
        if glyph is not None and not glyph.isEmpty():
            out.addPath(glyph, x + pos.x_offset * k, -pos.y_offset * k)
        x += pos.x_advance * k + tracking * 200
    return scale(out, size / 200)


def vertical_path(s, font, size, leading=1.05):
    """Characters stacked downward, each centred on x=0; first one's box starts at y=0."""
    out = skia.Path()
    for i, ch in enumerate(s):
        g = text_path(ch, font, size)
        if not g.isEmpty():
            x, _, w, _ = bounds(g)
            out.addPath(g, -x - w / 2, size * 0.88 + i * size * leading)
    return out


def break_lines(s, n):
    """Split into n lines of nearest equal length, never inside a word."""
    words = s.split()
    best = None

    def go(start, left, acc):
        nonlocal best
        if left == 1:
            lines = acc + [" ".join(words[start:])]
            score = max(len(q) for q in lines) * 10 - min(len(q) for q in lines)
            if best is None or score < best[0]:
                best = (score, lines)
            return
        for i in range(start + 1, len(words) - left + 2):
            go(i, left - 1, acc + [" ".join(words[start:i])])

    go(0, min(n, len(words)), [])
    return best[1]


GIVEN = """Ada Bruno Celeste Dario Edda Felix Greta Hollis Imre Juno Kasper Lotte Marek Nell Oskar
Petra Quill Rosa Stellan Thea Ugo Vera Wim Yara Zoltan Ines Tobias Mirela Anselm Orla""".split()
FAMILY = """Vantongeren Quillfeather Marrowby Oshindale Castelbruck Pelloway Draskovar Winterbourn
Tamsett Okonvale Lindqvarn Berrantes Ashgrovian Trelane Kovashi Mundt Farrowmere Delacrue Isskar
Hollowick Santorel Brackwater Nyquell Ravensholt Umberlain Zeldrick Corvane Pettigrove""".split()


def name(rng):
    """An invented person."""
    return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"


# ---------------------------------------------------------------- the poster


class Poster:
    def __init__(self, film):
        self.film = film
        self.id = film["id"]
        self.titletext, self.tag, self.year = film["title"], film["tagline"], int(film["year"])
        self.rng = random.Random(self.id)
        self.seed = self.rng.randrange(1 << 30)
        self.surface = skia.Surface(W * SCALE, H * SCALE)
        self.canvas = self.surface.getCanvas()
        self.canvas.scale(SCALE, SCALE)
        self.canvas.clear(skia.ColorWHITE)

    # --- basic painting

    def _paint(self, paint, a=1.0, blur=0.0, blend=None, **kw):
        q = skia.Paint(AntiAlias=True, BlendMode=BLENDS[blend], **kw)
        if isinstance(paint, str):
            q.setColor(_sk(paint))
        else:
            q.setShader(paint)
        if a < 1:
            q.setAlphaf(q.getAlphaf() * a)
        if blur:
            q.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        return q

    def bg(self, paint):
        self.canvas.drawPaint(self._paint(paint))

    def fill(self, path, paint, a=1.0, blur=0.0, blend=None):
        self.canvas.drawPath(path, self._paint(paint, a, blur, blend))
        return path

    def stroke(self, path, paint, width=1.0, a=1.0, blur=0.0, blend=None, dash=None, cap="round"):
        kw = dict(
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=width,
            StrokeJoin=skia.Paint.kRound_Join if cap == "round" else skia.Paint.kMiter_Join,
            StrokeCap=skia.Paint.kRound_Cap if cap == "round" else skia.Paint.kButt_Cap,
        )
        if dash:
            kw["PathEffect"] = skia.DashPathEffect.Make(dash, 0)
        self.canvas.drawPath(path, self._paint(paint, a, blur, blend, **kw))
        return path

    def volume(self, path, base, lit, shade, angle=-60, depth=8, soft=None):
        """Fill a path as if modelled by light coming from `angle` (degrees, 0 = right)."""
        soft = depth * 0.6 if soft is None else soft
        dx, dy = math.cos(math.radians(angle)) * depth, math.sin(math.radians(angle)) * depth
        with self.layer(clip=path):
            self.fill(path, shade)
            self.fill(move(path, dx, dy), base, blur=soft)
            # the lit rim is what the path leaves uncovered when pushed away from the light
            self.fill(minus(path, move(path, -dx * 0.7, -dy * 0.7)), lit, blur=soft * 0.6)
        return path

    def glow(self, path, paint, blur=10, times=2, blend="screen"):
        for i in range(times):
            self.fill(path, paint, blur=blur * (i + 1) / times, blend=blend)

    def shadow(self, path, dx=4, dy=5, blur=4, a=0.5, paint="#000"):
        self.fill(move(path, dx, dy), paint, a=a, blur=blur)

    @contextmanager
    def layer(self, alpha=1.0, blend=None, blur=0.0, clip=None, filter=None):
        """Draw a group; clip is a path, blur softens the whole group."""
        self.canvas.save()
        if clip is not None:
            self.canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
        q = skia.Paint(Alphaf=alpha, BlendMode=BLENDS[blend])
        if blur:
            q.setImageFilter(skia.ImageFilters.Blur(blur, blur))
        if filter:
            q.setImageFilter(filter)
        self.canvas.saveLayer(None, q)
        yield self
        self.canvas.restore()
        self.canvas.restore()

    @contextmanager
    def clip(self, path, inverse=False):
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kDifference if inverse else skia.ClipOp.kIntersect, True)
        yield self
        self.canvas.restore()

    @contextmanager
    def turned(self, deg, cx=W / 2, cy=H / 2):
        self.canvas.save()
        self.canvas.rotate(deg, cx, cy)
        yield self
        self.canvas.restore()

    # --- surfaces

    def array(self, a, colour, x=0, y=0, w=W, h=H, blend=None, alpha=1.0):
        """Paint a 0..1 opacity array, stretched over the box, in one colour."""
        img = _alpha_image(a, colour)
        q = skia.Paint(BlendMode=BLENDS[blend], Alphaf=alpha, AntiAlias=True)
        self.canvas.drawImageRect(
            img, skia.Rect.MakeXYWH(x, y, w, h), skia.SamplingOptions(skia.FilterMode.kLinear), q
        )

    def grain(self, amount=0.12, size=1.3, mono=True):
        """Film grain over everything drawn so far."""
        rng = np.random.default_rng(self.seed)
        h, w = int(H / size * 1.5), int(W / size * 1.5)
        n = np.clip(rng.normal(0, 0.5, (h, w)), -1, 1)
        self.array(np.clip(n, 0, 1) * amount, "#fff", blend="soft", alpha=1)
        self.array(np.clip(-n, 0, 1) * amount, "#000", blend="soft", alpha=1)
        if mono:
            self.array(np.clip(-n, 0, 1) * amount * 0.35, "#000")

    def texture(self, colour, cell=60, octaves=5, low=0.4, high=0.8, a=0.5, blend=None, stretch=1.0, seed=0, clip=None):
        """Cloudy stain: noise between low and high becomes opacity."""
        n = fbm(W, H, cell, octaves, self.seed + seed, stretch)
        m = np.clip((n - low) / (high - low), 0, 1) * a
        with self.clip(clip if clip is not None else rect(0, 0, W, H)):
            self.array(m, colour, blend=blend)

    def paper(self, amount=0.25, colour="#8a6a3c", folds=False):
        """Old stock: fibres, stains, browned edges and optionally the fold lines of a shipped sheet."""
        self.texture(colour, 120, 5, 0.35, 0.95, amount * 0.7, "multiply", seed=11)
        self.texture("#5a4326", 3, 2, 0.5, 1.0, amount * 0.45, "multiply", seed=12)
        self.vignette(amount * 0.9, colour, 0.75, blend="multiply")
        if folds:
            for pts in ([(W / 2, 0), (W / 2, H)], *([(0, H * k / 4), (W, H * k / 4)] for k in (1, 2, 3))):
                self.stroke(line(pts), "#fff", 0.8, a=amount * 0.9, blur=0.4)
                self.stroke(move(line(pts), 0.9, 0.9), "#000", 0.6, a=amount * 0.5, blur=0.4)

    def vignette(self, strength=0.5, colour="#000", start=0.55, blend="multiply"):
        r = math.hypot(W, H) / 2
        self.canvas.drawPaint(
            self._paint(radial(W / 2, H / 2, r, (0, alpha(colour, 0)), (start, alpha(colour, 0)), (1, alpha(colour, strength))), blend=blend if rgba(colour)[:3] != (0, 0, 0) else None)
        )

    def rays(self, x, y, colour, n=24, r=800, a=0.5, spread=360, start=0, jitter=0.0, duty=0.5, blur=0, blend=None, fade=True):
        """Beams from a point; jitter varies their widths."""
        paint = radial(x, y, r, alpha(colour, a), alpha(colour, 0 if fade else a))
        step = spread / n
        beams = []
        for i in range(n):
            width = step * duty * (1 + self.rng.uniform(-jitter, jitter))
            beams.append(wedge(x, y, r, start + i * step + self.rng.uniform(-jitter, jitter) * step * 0.4, width))
        self.fill(group(beams), paint, blur=blur, blend=blend)

    def fog(self, y, h, colour="#fff", a=0.6, cell=90, stretch=3, seed=0, blend=None):
        """A drifting band of mist, densest in the middle of the band."""
        n = fbm(W, int(h), cell, 5, self.seed + 31 + seed, stretch)
        ramp = np.sin(np.linspace(0, math.pi, int(h)))[:, None]
        self.array(np.clip(n * 1.3 - 0.15, 0, 1) * ramp * a, colour, 0, y, W, h, blend)

    def smoke(self, x, y, w, h, colour="#fff", a=0.8, cell=50, seed=0, blend=None, low=0.35):
        """A cloud that fades out towards the edges of its box."""
        n = fbm(int(w), int(h), cell, 6, self.seed + 57 + seed)
        yy, xx = np.mgrid[-1 : 1 : int(h) * 1j, -1 : 1 : int(w) * 1j]
        fall = np.clip(1 - np.sqrt(xx**2 + yy**2), 0, 1) ** 0.5
        self.array(np.clip((n * fall - low * 0.6) / (1 - low), 0, 1) * a, colour, x, y, w, h, blend)

    def rain(self, n=220, length=26, angle=78, colour="#fff", a=0.35, width=0.7, area=(0, 0, W, H)):
        dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        x0, y0, w, h = area
        for _ in range(n):
            x, y, k = x0 + self.rng.uniform(-20, w + 20), y0 + self.rng.uniform(-30, h), self.rng.uniform(0.4, 1)
            seg = line([(x, y), (x + dx * length * k, y + dy * length * k)])
            self.stroke(seg, colour, width * self.rng.uniform(0.5, 1.2), a=a * k)

    def snow(self, n=200, size=2.2, colour="#fff", a=0.9, blur=0.6, area=(0, 0, W, H)):
        x0, y0, w, h = area
        for _ in range(n):
            r = size * self.rng.random() ** 2 + 0.4
            self.fill(circle(x0 + self.rng.uniform(0, w), y0 + self.rng.uniform(0, h), r), colour, a=a * self.rng.uniform(0.4, 1), blur=blur * r / 2)

    def stars(self, n=140, area=(0, 0, W, H), colour="#fff", size=1.1):
        x0, y0, w, h = area
        for _ in range(n):
            r = size * self.rng.random() ** 3 + 0.25
            self.fill(circle(x0 + self.rng.uniform(0, w), y0 + self.rng.uniform(0, h), r), colour, a=self.rng.uniform(0.3, 1))

    def bokeh(self, n=20, area=(0, 0, W, H), colours=("#ffcf7a", "#ff8a5c"), r=(6, 26), a=0.35):
        x0, y0, w, h = area
        for _ in range(n):
            c, rr = self.rng.choice(colours), self.rng.uniform(*r)
            disc = circle(x0 + self.rng.uniform(0, w), y0 + self.rng.uniform(0, h), rr)
            self.fill(disc, c, a=a * self.rng.uniform(0.4, 1), blur=1.2, blend="screen")
            self.stroke(disc, c, 1, a=a * 0.6, blend="screen")

    def halftone(self, tone, colour, cell=5, angle=30, box=(0, 0, W, H), clip=None, gamma=1.0):
        """Dots sized by tone(x, y) -> 0..1 (1 = solid)."""
        x0, y0, w, h = box
        ca, sa = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        cx, cy, span = x0 + w / 2, y0 + h / 2, math.hypot(w, h) / 2 + cell
        n = int(span / cell)
        dots = skia.Path()
        for i in range(-n, n + 1):
            for j in range(-n, n + 1):
                x, y = cx + (i * ca - j * sa) * cell, cy + (i * sa + j * ca) * cell
                if x0 - cell < x < x0 + w + cell and y0 - cell < y < y0 + h + cell:
                    t = max(0.0, min(1.0, tone(x, y))) ** gamma
                    if t > 0.02:
                        dots.addCircle(x, y, cell * 0.72 * math.sqrt(t))
        with self.clip(clip if clip is not None else rect(*box)):
            self.fill(dots, colour)

    def tone_of(self, draw, size=4):
        """Render draw(poster) greyscale aside and return tone(x, y) of its darkness, for halftone()."""
        side = Poster(self.film)
        draw(side)
        img = np.asarray(side.image(W // size * 2, H // size * 2).convert("L"), np.float32) / 255
        gh, gw = img.shape
        return lambda x, y: 1 - img[min(gh - 1, max(0, int(y / H * gh))), min(gw - 1, max(0, int(x / W * gw)))]

    def scratches(self, n=30, colour="#fff", a=0.35):
        """Hairline wear of a much-handled print."""
        for _ in range(n):
            x, y, k = self.rng.uniform(0, W), self.rng.uniform(0, H), self.rng.uniform(4, 50)
            t = self.rng.gauss(math.pi / 2, 0.5)
            self.stroke(line([(x, y), (x + k * math.cos(t), y + k * math.sin(t))]), colour, self.rng.uniform(0.2, 0.7), a=a * self.rng.random())

    def streaks(self, n, colour, y0, y1, a=0.6, length=(30, 160), width=(0.6, 2.5), blend="screen", angle=0):
        """Speed or light streaks."""
        for _ in range(n):
            x, y, k = self.rng.uniform(-40, W), self.rng.uniform(y0, y1), self.rng.uniform(*length)
            dx, dy = k * math.cos(math.radians(angle)), k * math.sin(math.radians(angle))
            paint = linear(x, y, x + dx, y + dy, alpha(colour, 0), alpha(colour, a), alpha(colour, 0))
            self.stroke(line([(x, y), (x + dx, y + dy)]), paint, self.rng.uniform(*width), blend=blend)

    def sparks(self, x, y, n=80, r=120, colours=("#fff3c0", "#ffb347", "#ff6a2a"), spread=360, start=0, blend="screen"):
        for _ in range(n):
            t = math.radians(start + self.rng.uniform(0, spread))
            d0 = r * self.rng.random() ** 0.7
            d1 = d0 + r * self.rng.uniform(0.02, 0.16)
            seg = line([(x + d0 * math.cos(t), y + d0 * math.sin(t)), (x + d1 * math.cos(t), y + d1 * math.sin(t))])
            self.stroke(seg, self.rng.choice(colours), self.rng.uniform(0.5, 1.6), blend=blend)

    def explosion(self, x, y, r, hot="#fff6cf", mid="#ffa52e", dark="#a52a12", smoke="#2a1512", seed=0):
        """A painted fireball: smoke, flame billows and a white heart."""
        rng = random.Random(self.seed + seed)
        for colour, count, reach, size in ((smoke, 26, 1.0, 0.34), (dark, 26, 0.8, 0.3), (mid, 26, 0.58, 0.26), (hot, 14, 0.3, 0.2)):
            for _ in range(count):
                t, d = rng.uniform(0, math.tau), r * reach * math.sqrt(rng.random())
                bx, by, br = x + d * math.cos(t), y + d * math.sin(t) * 0.85, r * size * rng.uniform(0.5, 1.1)
                shade = radial(bx - br * 0.3, by - br * 0.4, br * 1.3, mix(colour, hot, 0.35), colour, alpha(mix(colour, "#000000", 0.25), 0.9))
                self.fill(circle(bx, by, br), shade, blur=br * 0.12)
        self.fill(circle(x, y, r * 0.6), radial(x, y, r * 0.6, alpha(hot, 0.9), alpha(mid, 0)), blend="screen")

    @contextmanager
    def distress(self, amount=0.3, cell=5, seed=0):
        """Whatever is drawn inside is worn away in flecks."""
        self.canvas.saveLayer(None, skia.Paint())
        yield self
        n = fbm(W * 2, H * 2, cell * 2, 4, self.seed + 91 + seed)
        self.array(np.clip((n - (1 - amount)) * 14, 0, 1), "#000", blend="erase")
        self.canvas.restore()

    @contextmanager
    def misprint(self, dx=1.6, dy=-1.0, colour="#e8432e", blend="multiply"):
        """A second, shifted impression of what is drawn inside, as in a hurried screenprint."""
        rec = skia.PictureRecorder()
        kept, self.canvas = self.canvas, rec.beginRecording(skia.Rect.MakeWH(W, H))
        yield self
        self.canvas = kept
        pic = rec.finishRecordingAsPicture()
        tint = skia.Paint(BlendMode=BLENDS[blend], ColorFilter=skia.ColorFilters.Blend(_sk(colour), skia.BlendMode.kSrcIn))
        self.canvas.save()
        self.canvas.translate(dx, dy)
        self.canvas.saveLayer(None, tint)
        self.canvas.drawPicture(pic)
        self.canvas.restore()
        self.canvas.restore()
        self.canvas.drawPicture(pic)

    # --- type on the poster

    def text(self, s, x, y, size=14, font="inter", paint="#fff", align="center", tracking=0.0, width=None, a=1.0, angle=0, blend=None):
        """One line with its baseline at y; width shrinks it if it would be wider."""
        t = text_path(s, font, size, tracking)
        bx, _, bw, _ = bounds(t)
        if width and bw > width:
            t = scale(t, width / bw)
            bx, bw = bx * width / bw, width
        t = move(t, x - bx - {"left": 0, "center": bw / 2, "right": bw}[align], y)
        if angle:
            t = rotate(t, angle, x, y)
        return self.fill(t, paint, a=a, blend=blend)

    def title_path(self, s, x, y, w, h, font="anton", align="center", lines=None, tracking=0.0, leading=1.06, stretch=False):
        """The title broken and scaled to fill the box; `leading` in line-heights."""
        if isinstance(lines, list):
            options = [lines]
        else:
            counts = [lines] if lines else range(1, min(5, len(s.split())) + 1)
            options = [break_lines(s, n) for n in counts]
        best = None
        for rows in options:
            paths = [text_path(r, font, 100, tracking) for r in rows]
            widest = max(bounds(q)[2] for q in paths)
            # cap height of the face sets the line pitch so that rows sit tight
            cap = bounds(text_path("H" if rows[0].isascii() else rows[0][0], font, 100))[3]
            low = any(c in "gjpqy" for r in rows for c in r)
            tall = cap * (1 + (len(rows) - 1) * leading * (1.28 if low else 1.12)) + (cap * 0.28 if low else 0)
            k = min(w / widest, h / tall)
            if best is None or k > best[0]:
                best = (k, paths, cap, low)
        k, paths, cap, low = best
        out = skia.Path()
        for i, q in enumerate(paths):
            bx, _, bw, _ = bounds(q)
            off = {"left": 0, "center": (w / k - bw) / 2, "right": w / k - bw}[align]
            out.addPath(q, off - bx, cap + i * cap * leading * (1.28 if low else 1.12))
        out = scale(out, k)
        if stretch:
            return fit(out, x, y, w, h, stretch=True)
        _, oy, _, oh = bounds(out)
        return move(out, x, y + (h - oh) / 2 - oy)

    def title(self, s, x, y, w, h, font="anton", paint="#fff", align="center", lines=None, tracking=0.0, leading=1.06, stretch=False, blend=None):
        return self.fill(self.title_path(s, x, y, w, h, font, align, lines, tracking, leading, stretch), paint, blend=blend)

    def stack_path(self, rows, x, y, w, font="anton", gap=5, tracking=0.0, maxh=None):
        """Every row set to the full width, one under the other; returns (path, bottom)."""
        out, top = skia.Path(), y
        for i, r in enumerate(rows):
            f = font[i] if isinstance(font, (list, tuple)) else font
            q = text_path(r, f, 100, tracking)
            bx, by, bw, bh = bounds(q)
            hh = bh * w / bw
            q = fit(q, x, top, w, min(hh, maxh) if maxh else hh, stretch=True)
            out.addPath(q)
            top += bounds(q)[3] + gap
        return out, top - gap

    def stack(self, rows, x, y, w, font="anton", paint="#fff", gap=5, tracking=0.0, maxh=None):
        path, bottom = self.stack_path(rows, x, y, w, font, gap, tracking, maxh)
        self.fill(path, paint)
        return bottom

    def arc_text_path(self, s, cx, cy, r, angle=-90, size=20, font="inter", tracking=0.0, inside=False):
        """Text set round a circle, centred on `angle`; inside turns the feet outward."""
        flat = text_path(s, font, size, tracking)
        bx, _, bw, _ = bounds(flat)

        def bend(x, y):
            u = (x - bx - bw / 2) / r
            t, rr = (math.radians(angle) - u, r + y) if inside else (math.radians(angle) + u, r - y)
            return cx + rr * math.cos(t), cy + rr * math.sin(t)

        return warp(flat, bend, step=0.7)

    def arc_text(self, s, cx, cy, r, angle=-90, size=20, font="inter", paint="#fff", tracking=0.0, inside=False):
        return self.fill(self.arc_text_path(s, cx, cy, r, angle, size, font, tracking, inside), paint)

    def tagline(self, y, size=11, font="josefin", paint="#fff", x=W / 2, align="center", tracking=0.02, width=W - 40, case=None, lines=1, leading=1.25, a=1.0):
        """The film's tagline; lines > 1 breaks it. Returns the last baseline."""
        s = case(self.tag) if case else self.tag
        rows = break_lines(s, lines)
        for i, row in enumerate(rows):
            self.text(row, x, y + i * size * leading, size, font, paint, align, tracking, width, a)
        return y + (len(rows) - 1) * size * leading

    def credits(self, y=528, paint="#ffffffb0", width=W - 60, x=W / 2, size=10.5, rows=3, font="league", align="center"):
        """A billing block of invented names; y is the first baseline."""
        r = self.rng
        studio = f"{r.choice(FAMILY)} {r.choice(['Pictures', 'Films', 'Film Company', 'Productions', 'Entertainment'])}"
        jobs = [
            ("", f"{studio} presents"), ("a film by", name(r)), ("", name(r)), ("", name(r)), ("", f"“{self.titletext}”"),
            ("with", name(r)), ("and", name(r)), ("casting by", name(r)), ("music by", name(r)), ("edited by", name(r)),
            ("production designer", name(r)), ("director of photography", name(r)), ("produced by", name(r)),
            ("written by", name(r)), ("directed by", name(r)),
        ]  # fmt: skip
        latin = all(ord(c) < 0x250 for c in self.titletext)
        jobs = [j for j in jobs if latin or self.titletext not in j[1]]
        if len(self.titletext) > 40:
            jobs = [j for j in jobs if self.titletext not in j[1]]
        per = math.ceil(len(jobs) / rows)
        for i in range(rows):
            out, cx = skia.Path(), 0.0
            for job, who in jobs[i * per : (i + 1) * per]:
                for s, k in ((job.lower(), 0.62), (who.upper(), 1.0)):
                    if s:
                        q = text_path(s, font, size * k, 0.03)
                        bx, _, bw, _ = bounds(q)
                        out.addPath(q, cx - bx, 0)
                        cx += bw + size * 0.22
                cx += size * 0.25
            bx, _, bw, _ = bounds(out)
            out = scale(out, min(1, width / bw), 1)
            bx, _, bw, _ = bounds(out)
            off = {"left": 0, "center": bw / 2, "right": bw}[align]
            self.fill(move(out, x - bx - off, y + i * size * 1.12), paint)

    def cast_line(self, y, n=3, size=11, font="oswald", paint="#fff", sep="   ", width=W - 40, x=W / 2, align="center", tracking=0.08):
        """The stars' names across the sheet."""
        self.text(sep.join(name(self.rng).upper() for _ in range(n)), x, y, size, font, paint, align, tracking, width)

    def laurel(self, x, y, w, head="OFFICIAL SELECTION", sub="Festival of Marrow Bay", paint="#fff"):
        """A festival laurel w wide, centred on (x, y)."""
        for side in (-1, 1):
            for i in range(9):
                t = math.radians(100 + i * 17)
                cx, cy = x + side * -math.cos(t) * w * 0.45, y + math.sin(t) * w * 0.22
                self.fill(oval(cx, cy, w * 0.05, w * 0.018, side * (i * 17 - 60)), paint)
        self.text(head, x, y - w * 0.02, w * 0.085, "oswald", paint, tracking=0.03, width=w * 0.66)
        self.text(sub, x, y + w * 0.1, w * 0.075, "cormorant-italic", paint, width=w * 0.6)

    def frame(self, inset=10, paint="#fff", width=1.0):
        self.stroke(rect(inset, inset, W - 2 * inset, H - 2 * inset), paint, width, cap="butt")

    def border(self, size=10, paint="#f4efe2"):
        """A plain printed margin over everything."""
        self.fill(minus(rect(0, 0, W, H), rect(size, size, W - 2 * size, H - 2 * size)), paint)

    # --- output

    def image(self, w=W, h=H):
        img = Image.fromarray(self.surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)).convert("RGB")
        return img if img.size == (w, h) else img.resize((w, h), Image.LANCZOS)
