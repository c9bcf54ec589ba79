"""Figures, faces and props for the comedies, dramas and romances.

Everything here draws on a bare ``skia.Canvas`` in poster units.  Shapes are
grown from two primitives: ``spline`` (a smooth outline through a few points)
and ``limb`` (a tapered stroke along a smooth spine), which is what keeps the
bodies rounded instead of stick-like.
"""
import math
import random
from contextlib import contextmanager

import skia

from kit import arc, circle, line, minus, oval, poly, rect, rgba, rrect, union


# ---------------------------------------------------------------- primitives

def ink(colour, alpha=1.0, stroke=0.0, blur=0.0, round_=True):
    """A paint: a fill, or a stroke when a width is given."""
    paint = skia.Paint(AntiAlias=True, Color=skia.Color(*rgba(colour)[:3], round(255 * alpha)))
    if stroke:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(stroke)
        if round_:
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setStrokeJoin(skia.Paint.kRound_Join)
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


@contextmanager
def placed(c, x=0.0, y=0.0, scale=1.0, angle=0.0, flip=False):
    """Draw in a moved, scaled, turned and possibly mirrored frame."""
    c.save()
    c.translate(x, y)
    c.rotate(angle)
    c.scale(-scale if flip else scale, scale)
    try:
        yield c
    finally:
        c.restore()


@contextmanager
def clipped(c, path):
    """Draw only inside a path."""
    c.save()
    c.clipPath(path, doAntiAlias=True)
    try:
        yield c
    finally:
        c.restore()


def spline(points, closed=True, tension=0.17):
    """A smooth path through the points; a third item marks a sharp corner."""
    n = len(points)
    path = skia.Path()
    path.moveTo(*points[0][:2])

    def tangent(i):
        if len(points[i]) > 2:
            return 0.0, 0.0
        if closed:
            before, after = points[(i - 1) % n], points[(i + 1) % n]
        else:
            before, after = points[max(i - 1, 0)], points[min(i + 1, n - 1)]
        return (after[0] - before[0]) * tension, (after[1] - before[1]) * tension

    for i in range(n if closed else n - 1):
        j = (i + 1) % n
        (x0, y0), (x1, y1) = points[i][:2], points[j][:2]
        (ax, ay), (bx, by) = tangent(i), tangent(j)
        path.cubicTo(x0 + ax, y0 + ay, x1 - bx, y1 - by, x1, y1)
    if closed:
        path.close()
    return path


def limb(points, widths):
    """A tapered, round-ended stroke along the smooth curve through points."""
    spine = skia.PathMeasure(spline(points, closed=False), False)
    length = spine.getLength() or 1e-3
    steps = max(10, min(48, int(length / 1.5)))
    left, right = [], []
    for k in range(steps + 1):
        t = k / steps
        at, along = spine.getPosTan(length * t)
        u = t * (len(widths) - 1)
        i = min(int(u), len(widths) - 2)
        f = u - i
        f = f * f * (3 - 2 * f)
        half = (widths[i] * (1 - f) + widths[i + 1] * f) / 2
        left.append((at.x() - along.y() * half, at.y() + along.x() * half))
        right.append((at.x() + along.y() * half, at.y() - along.x() * half))
    path = poly([*left, *reversed(right)])
    for end, width in ((points[0], widths[0]), (points[-1], widths[-1])):
        path = skia.Op(path, circle(*end[:2], width / 2), skia.kUnion_PathOp)
    return path


def moved(path, x=0.0, y=0.0, scale=1.0, angle=0.0, flip=False):
    """The same placement as ``placed``, baked into a path."""
    m = skia.Matrix()
    m.preTranslate(x, y)
    m.preRotate(angle)
    m.preScale(-scale if flip else scale, scale)
    result = skia.Path()
    path.transform(m, result)
    return result


# -------------------------------------------------------------------- people

# A figure is 100 units tall with its feet at the origin; y grows downwards.
STANDING = {
    "head": (0, -91.5), "neck": (0, -84), "chest": (0, -76), "waist": (0, -60), "hip": (0, -50),
    "elbow_l": (-12.5, -64), "hand_l": (-13, -49), "elbow_r": (12.5, -64), "hand_r": (13, -49),
    "knee_l": (-5, -27), "foot_l": (-5.5, -3), "knee_r": (5, -27), "foot_r": (5.5, -3),
}


def figure(c, wear="suit", coat="#222222", legs=None, skin="#e7b48f", hair="#2a1a12", shoes="#1a1512",
           hairdo="short", hat=None, shirt=None, face=None, hem=-22, flare=13, build=1.0, **joints):
    """A posed person.

    ``wear`` is suit, shirt, dress, coat or gown; ``face`` is left, right or None (front or back);
    keyword joints move the skeleton away from STANDING.
    """
    j = {**STANDING, **joints}
    legs = legs or coat
    female = wear in ("dress", "gown")
    side = {"left": -1, "right": 1, None: 0}[face]
    b = build
    (cx, cy), (wx, wy), (hx, hy) = j["chest"], j["waist"], j["hip"]
    shoulder = (6.4 if female else 8.6) * b * (0.72 if side else 1)
    hip_w = (5.2 if female else 4.9) * b

    def arm(which, sign):
        start = (cx + sign * shoulder, cy - (4.5 if female else 3.4))
        elbow, hand = j[f"elbow_{which}"], j[f"hand_{which}"]
        if female:
            c.drawPath(limb([start, elbow, hand], [5 * b, 3.9, 2.6]), ink(skin))
            c.drawPath(circle(*hand, 2), ink(skin))
        else:
            c.drawPath(circle(*hand, 2.5), ink(skin))
            short = wear == "shirt"
            if short:
                c.drawPath(limb([start, elbow, hand], [5, 4.2, 3.2]), ink(skin))
            sleeve = [start, elbow] if short else [start, elbow, (hand[0] * .92 + elbow[0] * .08,
                                                                  hand[1] * .92 + elbow[1] * .08)]
            c.drawPath(limb(sleeve, [7 * b, 6.2 * b] if short else [7.2 * b, 5.8 * b, 4.4]), ink(coat))

    def leg(which, sign):
        start = (hx + sign * hip_w * .62, hy)
        knee, foot = j[f"knee_{which}"], j[f"foot_{which}"]
        toe = side or sign * .55
        c.drawPath(limb([(foot[0] - toe * 1.2, foot[1] + 1.4), (foot[0] + toe * 4.6, foot[1] + 1.9)], [3.6, 2.2]),
                   ink(shoes))
        if female:
            c.drawPath(limb([start, knee, foot], [8, 5, 2.6]), ink(skin if wear == "dress" else coat))
        else:
            c.drawPath(limb([start, knee, foot], [9.2 * b, 7 * b, 5.2]), ink(legs))

    if hairdo in ("long", "wave"):
        # Hair falls behind the neck and shoulders, so it comes first.
        drop = 13 if hairdo == "long" else 5
        with placed(c, *j["head"]):
            c.drawPath(spline([(-5.4, -3), (0, -7.6), (5.4, -3), (6, drop * .5), (4.6, drop), (-4.6, drop), (-6, drop * .5)]), ink(hair))
    arm("l" if side >= 0 else "r", -1 if side >= 0 else 1)
    leg("l", -1)
    leg("r", 1)
    neck = limb([(cx, cy - 3), j["neck"], (j["head"][0], j["head"][1] + 3)], [4.6, 4.2, 4.2])
    c.drawPath(neck, ink(skin))

    if female:
        top = spline([(cx - shoulder * .72, cy - 6.2, 1), (cx - shoulder, cy - 1), (wx - 4.6 * b, wy),
                      (wx + 4.6 * b, wy), (cx + shoulder, cy - 1), (cx + shoulder * .72, cy - 6.2, 1),
                      (cx, cy - 2.5)])
        skirt_end = hem if wear == "dress" else -1
        mid = ((wx + hx) / 2, skirt_end)
        skirt = spline([(wx - 4.4 * b, wy - 1, 1), (hx - 6.6 * b, hy), (mid[0] - flare, mid[1], 1),
                        (mid[0], mid[1] + 2.2), (mid[0] + flare, mid[1], 1), (hx + 6.6 * b, hy),
                        (wx + 4.4 * b, wy - 1, 1)])
        c.drawPath(union(top, skirt), ink(coat))
    else:
        tail = -24 if wear == "coat" else hy + 5
        width = 8.2 if wear == "coat" else 7
        body = spline([(cx - 2.4, cy - 8.2, 1), (cx - shoulder, cy - 5), (cx - shoulder * .98, cy + 4), (wx - 6.4 * b, wy),
                       (hx - width * b, tail, 1), (hx + width * b, tail, 1), (wx + 6.4 * b, wy),
                       (cx + shoulder * .98, cy + 4), (cx + shoulder, cy - 5), (cx + 2.4, cy - 8.2, 1)])
        c.drawPath(body, ink(coat))
        if shirt and wear != "shirt":
            at = side * 3
            c.drawPath(poly([(cx - 2.6 + at, cy - 8), (cx + 2.6 + at, cy - 8), (cx + at, cy + 8)]), ink(shirt))
            c.drawPath(poly([(cx - .9 + at, cy - 6.5), (cx + .9 + at, cy - 6.5), (cx + 1.2 + at, cy + 4),
                               (cx + at, cy + 6), (cx - 1.2 + at, cy + 4)]), ink(legs))

    with placed(c, *j["head"]):
        _head(c, skin, hair, hairdo, hat, side)
    arm("r" if side >= 0 else "l", 1 if side >= 0 else -1)


def _head(c, skin, hair, hairdo, hat, side):
    """A small head, 13 units tall, centred on the origin."""
    face = oval(0, 0, 4.7, 6.2)
    if side:
        face = union(face, moved(spline([(2, -4), (4.6, -1.6), (6.3, 1.2, 1), (4.8, 2), (4.9, 4.4), (2, 6)]),
                                 flip=side < 0))
    c.drawPath(face, ink(skin))
    cap = spline([(-5.2, 1, 1), (-5.3, -3), (-3, -6.6), (1, -7.4), (4.6, -5.2), (5, -2.2, 1), (2.4, -4),
                  (-2.4, -3), (-3.6, 0)])
    if hairdo != "bald":
        c.drawPath(moved(cap, flip=side < 0), ink(hair))
    if hairdo == "bun":
        c.drawPath(oval(-side * 5 if side else 0, -6.6, 2.8, 2.8), ink(hair))
    if hairdo == "curly":
        for k in range(9):
            a = math.radians(165 + k * 26)
            c.drawPath(oval(5.2 * math.cos(a), 5.6 * math.sin(a) - .6, 2.3, 2.3), ink(hair))
    if hat:
        kind, colour = hat
        if kind == "fedora":
            c.drawPath(union(spline([(-4.8, -4, 1), (-4.4, -9), (-1, -9.6), (0, -9), (1, -9.6), (4.4, -9), (4.8, -4, 1)]),
                             oval(0, -4, 8.2, 1.5)), ink(colour))
        elif kind == "bowler":
            c.drawPath(union(spline([(-4.8, -4, 1), (-4.2, -9.4), (0, -11), (4.2, -9.4), (4.8, -4, 1)]),
                             oval(0, -4, 6.8, 1.2)), ink(colour))
        elif kind == "top":
            c.drawPath(union(poly([(-4.4, -4), (-4.9, -15), (4.9, -15), (4.4, -4)]), oval(0, -4, 7.4, 1.3)),
                       ink(colour))
        elif kind == "cloche":
            c.drawPath(spline([(-6, 0, 1), (-5.6, -6), (0, -9), (5.6, -6), (6.2, -.4, 1), (0, -3)]), ink(colour))
        elif kind == "cap":
            c.drawPath(union(spline([(-5, -3, 1), (-4.8, -7), (0, -8.6), (4.8, -7), (5, -3, 1)]),
                             moved(spline([(2, -4), (8.6, -3), (8, -2), (2, -2.6)]), flip=side < 0)), ink(colour))
        elif kind == "straw":
            c.drawPath(union(oval(0, -4, 11, 2), spline([(-4.8, -4, 1), (-4.2, -9), (4.2, -9), (4.8, -4, 1)])),
                       ink(colour))


MAN_PROFILE = [
    (44, 0), (66, 6), (79, 22), (84, 35), (86, 41), (82.5, 48), (88, 57), (97, 68), (94.5, 73), (86.5, 75, 1),
    (88.5, 80), (90, 83), (85.5, 86, 1), (88.5, 90), (87, 94), (84, 97), (86.5, 105), (83, 113), (74, 117),
    (60, 115), (55, 124), (57, 140), (64, 152),
]
WOMAN_PROFILE = [
    (44, 1), (65, 6), (78, 20), (82, 33), (82, 41), (79, 48), (83.5, 56), (92.5, 65), (91, 69.5), (83, 72, 1),
    (86, 77), (88.5, 80.5), (83.5, 83.5, 1), (87, 88), (85, 92), (80.5, 95), (82, 102), (78, 110), (69, 112),
    (57, 108), (50, 117), (49, 138), (52, 152),
]


def profile(sex="man", bust=True):
    """A head in profile facing right, 117 units from crown to chin, ending in a neck or shoulders."""
    front = MAN_PROFILE if sex == "man" else WOMAN_PROFILE
    if bust:
        tail = [(84, 168), (112, 182), (126, 215, 1), (-40, 215, 1), (-28, 176), (2, 160)]
    else:
        tail = [(60, 168, 1), (6, 168, 1)]
    nape = [(13, 132), (14, 112), (5, 92), (-6, 62), (0, 28), (18, 8)]
    return spline(front + tail + nape)


def short_hair():
    """Side-parted hair to lay on the man's profile."""
    return spline([(80, 25, 1), (68, 22), (56, 28), (50, 44, 1), (48, 62), (43, 70, 1), (38, 58), (33, 62), (30, 84), (22, 104),
                   (12, 114), (2, 94), (-9, 62), (-4, 26), (18, 2), (46, -8), (70, 0), (82, 12)])


def waved_hair():
    """A shoulder-length wave to lay on the woman's profile."""
    return spline([(79, 24, 1), (66, 20), (56, 30), (60, 48), (50, 62), (47, 80), (40, 94), (46, 110), (36, 130), (14, 140),
                   (-10, 134), (-20, 112), (-12, 92), (-20, 62), (-8, 22), (16, -2), (44, -9), (70, 0), (81, 12)])


def bobbed_hair():
    """A short bob to lay on the woman's profile."""
    return spline([(80, 26, 1), (64, 24), (58, 46), (58, 72), (66, 88, 1), (48, 96), (22, 104), (2, 98), (-12, 68), (-6, 24),
                   (16, -1), (44, -8), (70, 0), (82, 14)])


def bun_hair():
    """Hair drawn up into a bun, for the woman's profile."""
    return union(spline([(79, 24, 1), (64, 24), (52, 40), (44, 60), (34, 76), (18, 92), (4, 88), (-10, 60), (-4, 24),
                         (18, 0), (46, -7), (70, 1), (81, 13)]), oval(-10, 24, 23, 20))


def hand(c, colour, fingers=None, sleeve=None, cuff="#ffffff"):
    """A hand about 60 units tall, wrist at the origin, fingers up; thumb to the right."""
    for (root, tip, w) in fingers or [((-13, -32), (-17, -58), 7), ((-5, -36), (-6, -66), 7.6), ((4, -36), (6, -64), 7.6),
                                      ((12, -31), (17, -53), 7)]:
        c.drawPath(limb([root, ((root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2 - 1), tip], [w + 1.5, w, w - 2]), ink(colour))
    c.drawPath(spline([(-9, 2), (-17, -14), (-17, -34), (-4, -41), (12, -38), (17, -22), (11, -4), (9, 4)]), ink(colour))
    c.drawPath(limb([(10, -10), (23, -22), (28, -36)], [13, 9, 5.5]), ink(colour))
    c.drawPath(limb([(0, -4), (0, 16)], [19, 18]), ink(colour))
    if sleeve:
        c.drawPath(poly([(-14, 12), (14, 12), (20, 80), (-20, 80)]), ink(sleeve))
        c.drawPath(rrect(-14.5, 8, 29, 9, 2), ink(cuff))


# -------------------------------------------------------------------- nature

def scatter(seed, n, x0, y0, x1, y1):
    """Repeatable random points in a box."""
    rng = random.Random(seed)
    return [(rng.uniform(x0, x1), rng.uniform(y0, y1)) for _ in range(n)]


def cloud(w=60):
    """A flat-bottomed cloud of the given width, standing on the origin."""
    s = w / 60
    return moved(union(oval(-16, -6, 14, 7), oval(0, -11, 14, 12), oval(15, -7, 15, 8), rrect(-29, -6, 58, 6, 3)), scale=s)


def leaf(length=20, width=8):
    """A pointed leaf growing up from the origin."""
    return spline([(0, 0, 1), (width / 2, -length * .42), (0, -length, 1), (-width / 2, -length * .42)], tension=.24)


def rose(c, r, dark, light, mid=None):
    """A rose seen from the front, built of ever smaller turned petals."""
    mid = mid or light
    for ring, (count, reach, size) in enumerate([(6, .62, .56), (5, .42, .46), (4, .24, .36), (3, .1, .24)]):
        for k in range(count):
            a = math.tau * k / count + ring * .55
            petal = oval(reach * r * math.cos(a), reach * r * math.sin(a), size * r, size * r)
            c.drawPath(petal, ink(light if (k + ring) % 2 else mid))
            c.drawPath(petal, ink(dark, .75, stroke=r * .035))


def daisy(c, r, petal, heart, count=11):
    for k in range(count):
        c.drawPath(moved(leaf(r, r * .46), angle=k * 360 / count), ink(petal))
    c.drawPath(circle(0, 0, r * .3), ink(heart))


def bird(span=12):
    """A gull far away: two tapered wings."""
    s = span / 12
    return moved(union(limb([(-6, -2), (-3, -3.2), (0, 0)], [.4, 1.5, 1.2]), limb([(6, -2), (3, -3.2), (0, 0)], [.4, 1.5, 1.2])),
                 scale=s)


def hills(y, width, *humps):
    """A ridge across the poster: humps are heights above y, evenly spaced."""
    step = width / (len(humps) - 1)
    top = [(k * step, y - h) for k, h in enumerate(humps)]
    path = spline(top, closed=False)
    path.lineTo(width, 700)
    path.lineTo(0, 700)
    path.close()
    return path


def wave(y, width, height, period, phase=0.0, depth=700):
    """Water with a swelling surface, filled down to depth."""
    pts = [(x, y + height * math.sin(math.tau * (x / period + phase))) for x in range(-10, int(width) + 20, 5)]
    return poly([*pts, (width + 20, depth), (-10, depth)])


def rain(c, seed, n, box, length, slant, paint):
    for x, y in scatter(seed, n, *box):
        c.drawLine(x, y, x + slant, y + length, paint)


# --------------------------------------------------------------------- props

def umbrella(c, r, colours, pole="#222222", handle=True):
    """An open umbrella, ferrule up; the canopy's rim is at y = 0."""
    n = len(colours)
    if handle:
        c.drawLine(0, -r * .7, 0, r * .95, ink(pole, stroke=r * .045))
        c.drawPath(arc(-r * .1, r * .95, r * .1, 0, 180), ink(pole, stroke=r * .06))
    edges = [-r + 2 * r * k / n for k in range(n + 1)]
    for k, colour in enumerate(colours):
        x0, x1 = edges[k], edges[k + 1]
        path = skia.Path()
        path.moveTo(0, -r * .78)
        path.cubicTo(x0 * .55, -r * .74, x0 * .96, -r * .42, x0, 0)
        path.quadTo((x0 + x1) / 2, -r * .13, x1, 0)
        path.cubicTo(x1 * .96, -r * .42, x1 * .55, -r * .74, 0, -r * .78)
        c.drawPath(path, ink(colour))
    c.drawPath(limb([(0, -r * .76), (0, -r * .9)], [r * .04, r * .02]), ink(pole))


def bicycle(c, frame, tyre="#222222", saddle="#3a2418", step_through=False):
    """A bicycle 100 units long facing right, wheels on y = 0."""
    for x in (-32, 32):
        c.drawCircle(x, -19, 18, ink(tyre, stroke=2.2))
        for k in range(12):
            a = math.tau * k / 12
            c.drawLine(x, -19, x + 17 * math.cos(a), -19 + 17 * math.sin(a), ink(tyre, .5, stroke=.4))
        c.drawCircle(x, -19, 1.8, ink(tyre))
    tube = ink(frame, stroke=2.6)
    bracket, seat, head = (-4, -18), (-11, -42), (22, -46)
    c.drawLine(*bracket, *seat, tube)
    c.drawLine(-32, -19, *bracket, tube)
    c.drawLine(-32, -19, -10, -39, tube)
    c.drawPath(spline([bracket, (8, -24), (23, -42)], closed=False), tube)
    if step_through:
        c.drawPath(spline([(-8, -32), (8, -29), (23, -43)], closed=False), tube)
    else:
        c.drawLine(-10, -38, *head, tube)
    c.drawPath(spline([(32, -19), (27, -32), (21, -52)], closed=False), tube)
    c.drawPath(spline([(20, -52), (24, -57), (31, -55), (33, -50)], closed=False), ink(tyre, stroke=2.2))
    c.drawPath(limb([(-19, -45), (-12, -45), (-3, -45.5)], [5, 3.6, 2]), ink(saddle))
    c.drawCircle(*bracket, 5, ink(tyre, stroke=1.3))
    c.drawLine(-8, -12, 0, -24, ink(tyre, stroke=1.4))


def envelope(c, w, h, paper, crease, seal=None):
    """The back of a letter, centred on the origin."""
    c.drawPath(rrect(-w / 2, -h / 2, w, h, 1.5), ink(paper))
    c.drawPath(line([(-w / 2, h / 2), (0, -h * .02), (w / 2, h / 2)]), ink(crease, stroke=1))
    c.drawPath(poly([(-w / 2, -h / 2), (w / 2, -h / 2), (0, h * .14)]), ink(paper))
    c.drawPath(line([(-w / 2, -h / 2), (0, h * .14), (w / 2, -h / 2)]), ink(crease, stroke=1.2))
    if seal:
        c.drawPath(circle(0, h * .1, h * .12), ink(seal))


def stamp(w, h, teeth=3.2):
    """The perforated outline of a postage stamp, centred on the origin."""
    path = rect(-w / 2, -h / 2, w, h)
    bites = skia.Path()
    nx, ny = round(w / (teeth * 2)), round(h / (teeth * 2))
    for k in range(nx + 1):
        for y in (-h / 2, h / 2):
            bites.addCircle(-w / 2 + w * k / nx, y, teeth * .62)
    for k in range(1, ny):
        for x in (-w / 2, w / 2):
            bites.addCircle(x, -h / 2 + h * k / ny, teeth * .62)
    return minus(path, bites)


def balloon(c, r, colour, shine, string=60, sway=6):
    c.drawPath(spline([(0, r * 1.2), (sway, r * 1.2 + string * .4), (-sway, r * 1.2 + string * .7),
                       (0, r * 1.2 + string)], closed=False), ink(shine, .7, stroke=.8))
    c.drawPath(spline([(0, -r), (r * .86, -r * .3), (r * .5, r * .7), (0, r * 1.12), (-r * .5, r * .7), (-r * .86, -r * .3)]),
               ink(colour))
    c.drawPath(poly([(-r * .14, r * 1.24), (r * .14, r * 1.24), (0, r * 1.05)]), ink(colour))
    c.drawPath(limb([(-r * .52, -r * .34), (-r * .34, -r * .66)], [r * .12, r * .16]), ink(shine, .6))


def chair(c, wood):
    """A plain kitchen chair in three-quarter view, 60 units tall, standing on y = 0."""
    post = [2.6, 2.4]
    for a, b in [((-14, 0), (-14, -60)), ((10, -5), (11, -60))]:
        c.drawPath(limb([a, b], post), ink(wood))
    for a, b in [((-8, 5), (-8, -24)), ((18, 0), (18, -26))]:
        c.drawPath(limb([a, b], post), ink(wood))
    c.drawPath(poly([(-15, -30), (11, -33), (20, -27), (-8, -23)]), ink(wood))
    c.drawPath(poly([(-8, -23), (20, -27), (20, -24), (-8, -20)]), ink(wood))
    for y in (-56, -47, -38):
        c.drawPath(limb([(-14, y), (11, y - 2)], [2.6, 2.6]), ink(wood))


def paper_boat(c, paper, shade, crease=None):
    """A folded boat 60 units long, its keel on y = 0."""
    c.drawPath(poly([(-4, -16), (0, -36), (8, -15)]), ink(shade))
    c.drawPath(poly([(-14, -15), (0, -36), (2, -15)]), ink(paper))
    c.drawPath(poly([(-30, -20), (-18, 0), (18, 0), (30, -20), (0, -12)]), ink(paper))
    c.drawPath(poly([(0, -12), (30, -20), (18, 0), (2, 0)]), ink(shade))
    if crease:
        c.drawPath(line([(-30, -20), (0, -12), (30, -20)]), ink(crease, stroke=.7))


def window(c, w, h, frame, glass, panes=(2, 3), bar=2.0):
    """A sash window, top-left at the origin."""
    c.drawPath(rect(0, 0, w, h), ink(frame))
    nx, ny = panes
    pw, ph = (w - bar * (nx + 1)) / nx, (h - bar * (ny + 1)) / ny
    for i in range(nx):
        for k in range(ny):
            c.drawPath(rect(bar + i * (pw + bar), bar + k * (ph + bar), pw, ph), ink(glass))


# ---------------------------------------------------------------------- type

def lines_of_type(p, rows, x, y, size, font, paint, leading=1.2, align="left", tracking=0.0, width=None):
    """Rows set one under the other from the first baseline y; returns the last baseline."""
    for i, row in enumerate(rows):
        p.text(row, x, y + i * size * leading, size, font, paint, align, tracking, width)
    return y + (len(rows) - 1) * size * leading
