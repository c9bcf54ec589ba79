"""Silhouettes and props as paths, in whatever units are handy: place() or fit() them.

People come from `figure`: a pose is a set of joints (a body 100 units tall, feet at
y=0), fleshed out with tapering limbs, then dressed. Faces are painted by `face`.
"""

import math
import random

import kit
from kit import *  # noqa: F403

# ---------------------------------------------------------------- people

# joints: head, neck, shoulders, elbows, hands, hips, knees, ankles, toes (left then right)
STAND = dict(
    hd=(0, -92.5), nk=(0, -84), ls=(-9.5, -80), rs=(9.5, -80), le=(-12.5, -65), re=(12.5, -65), lh=(-12.5, -49), rh=(12.5, -49),
    lp=(-5, -50), rp=(5, -50), lk=(-6, -27), rk=(6, -27), la=(-6.5, -4), ra=(6.5, -4), lt=(-8.5, -1.5), rt=(8.5, -1.5),
)  # fmt: skip
SIDE = dict(STAND, ls=(-2, -80), rs=(2, -80), lp=(-1.5, -50), rp=(1.5, -50), lk=(0, -27), rk=(2, -27), la=(-1, -4), ra=(1, -4), lt=(6, -1.5), rt=(8, -1.5), le=(-3, -65), re=(3, -65), lh=(1, -50), rh=(6, -51))
POSES = {
    "stand": STAND,
    "heroic": dict(STAND, lk=(-9, -27), rk=(9, -27), la=(-13, -4), ra=(13, -4), lt=(-17, -1.5), rt=(17, -1.5), le=(-16, -66), re=(16, -66), lh=(-15, -51), rh=(15, -51)),
    "akimbo": dict(STAND, le=(-19, -66), re=(19, -66), lh=(-8, -53), rh=(8, -53), lk=(-8, -27), rk=(8, -27), la=(-10, -4), ra=(10, -4), lt=(-13, -1.5), rt=(13, -1.5)),
    "arms_out": dict(STAND, le=(-22, -74), re=(22, -74), lh=(-35, -72), rh=(35, -72)),
    "arms_up": dict(STAND, le=(-17, -91), re=(17, -91), lh=(-16, -106), rh=(16, -106), ls=(-9.5, -81.5), rs=(9.5, -81.5)),
    "sword_up": dict(STAND, re=(17, -91), rh=(14, -105), rs=(9.5, -82), le=(-17, -67), lh=(-9, -55), lk=(-10, -28), rk=(8, -27), la=(-16, -4), ra=(13, -4), lt=(-20, -1.5), rt=(17, -1.5)),
    "walk": dict(SIDE, lk=(-5, -26), la=(-15, -8), lt=(-10, -2), rk=(8, -28), ra=(13, -4), rt=(20, -2.5), le=(-8, -66), lh=(-9, -51), re=(7, -66), rh=(14, -54)),
    "walk_front": dict(STAND, lk=(-6, -27), la=(-5, -2), lt=(-7, 0), rk=(5.5, -29), ra=(4, -10), rt=(6, -8)),
    "run": dict(SIDE, hd=(12, -89), nk=(8.5, -82), ls=(5, -78), rs=(9, -78), lp=(-1, -50), rp=(1, -50), lk=(-7, -30), la=(-25, -33), lt=(-28, -27), rk=(17, -42), ra=(18, -20), rt=(25, -19), le=(-7, -68), lh=(-9, -54), re=(19, -68), rh=(28, -79)),
    "sit": dict(SIDE, hd=(1, -66), nk=(0, -58), ls=(-2, -54), rs=(1, -54), lp=(0, -24), rp=(1, -24), lk=(22, -26), rk=(23, -25), la=(22, -4), ra=(25, -4), lt=(29, -1.5), rt=(32, -1.5), le=(1, -39), lh=(14, -32), re=(4, -39), rh=(17, -31)),
    "crouch": dict(SIDE, hd=(12, -60), nk=(8, -53), ls=(5, -49), rs=(8, -49), lp=(-9, -24), rp=(-7, -24), lk=(10, -30), rk=(12, -26), la=(0, -4), ra=(4, -4), lt=(7, -1.5), rt=(11, -1.5), le=(12, -36), lh=(20, -28), re=(16, -36), rh=(24, -30)),
    "kneel": dict(SIDE, hd=(4, -68), nk=(2, -60), ls=(-1, -56), rs=(3, -56), lp=(-3, -26), rp=(-1, -26), lk=(-3, -4), la=(-22, -4), lt=(-28, -2), rk=(17, -27), ra=(17, -4), rt=(24, -1.5), le=(2, -42), lh=(12, -36), re=(8, -42), rh=(18, -36)),
    "aim": dict(SIDE, le=(13, -76), lh=(27, -79), re=(14, -78), rh=(29, -80), lk=(-7, -27), la=(-12, -4), lt=(-6, -1.5), rk=(9, -27), ra=(10, -4), rt=(17, -1.5)),
    "fight": dict(SIDE, hd=(1, -88), nk=(-1, -80), ls=(-6, -76), rs=(3, -77), lp=(-4, -47), rp=(2, -47), lk=(-15, -28), la=(-21, -4), lt=(-15, -1.5), rk=(13, -28), ra=(16, -4), rt=(23, -1.5), le=(-14, -63), lh=(-3, -57), re=(14, -67), rh=(23, -78)),
    "kick": dict(SIDE, hd=(-16, -88), nk=(-13, -81), ls=(-15, -76), rs=(-9, -77), lp=(-2, -50), rp=(2, -50), lk=(-2, -27), la=(-4, -4), lt=(3, -1.5), rk=(20, -58), ra=(42, -69), rt=(44, -77), le=(-22, -64), lh=(-12, -60), re=(-5, -66), rh=(5, -72)),
    "fall": dict(STAND, hd=(0, -92), le=(-20, -86), re=(21, -80), lh=(-30, -99), rh=(34, -92), lk=(-13, -33), la=(-19, -13), lt=(-23, -8), rk=(14, -38), ra=(8, -18), rt=(10, -11)),
    "hang": dict(STAND, le=(-15, -96), re=(15, -96), lh=(-10, -113), rh=(10, -113), ls=(-9.5, -82), rs=(9.5, -82), lk=(-5, -27), rk=(9, -30), la=(-7, -5), ra=(6, -10), lt=(-8, 2), rt=(6, -3)),
    "climb": dict(STAND, le=(-15, -92), lh=(-11, -107), re=(17, -78), rh=(19, -93), ls=(-9, -82), lk=(-14, -37), la=(-9, -19), lt=(-10, -12), rk=(6, -27), ra=(7, -5), rt=(7, 2)),
    "shout": dict(STAND, re=(19, -88), rh=(27, -103), rs=(9.5, -81), le=(-15, -66), lh=(-8, -56), lk=(-8, -27), rk=(8, -27), la=(-11, -4), ra=(12, -4)),
    "reach": dict(SIDE, re=(14, -80), rh=(30, -84), le=(-4, -65), lh=(-2, -50), lk=(-4, -27), la=(-8, -4), lt=(-1, -1.5), rk=(6, -27), ra=(8, -4), rt=(15, -1.5)),
    "lean": dict(SIDE, hd=(-8, -91), nk=(-8, -83), ls=(-10, -79), rs=(-5, -79), lp=(-2, -50), rp=(1, -50), lk=(2, -27), la=(4, -4), lt=(11, -1.5), rk=(7, -28), ra=(0, -6), rt=(6, -2), le=(-8, -64), lh=(2, -58), re=(-2, -64), rh=(6, -60)),
}  # fmt: skip


def figure(pose="stand", build=1.0, hat=None, coat=0.0, skirt=0.0, hair=None, hold=None, cape=0.0):
    """A person. pose: a key of POSES or a joint dict; build: thickness (0.85 slight .. 1.3 heavy).

    hat: fedora cap helmet sugegasa tophat hood nurse beret peaked; hair: long bun bob ponytail
    coat / skirt / cape: 0, or how wide the hem flares (1 = natural); hold: a path drawn along +x
    from the grip at 0,0, turned to follow the right forearm.
    """
    j = POSES[pose] if isinstance(pose, str) else pose
    b = build
    hip = ((j["lp"][0] + j["rp"][0]) / 2, (j["lp"][1] + j["rp"][1]) / 2)
    parts = []
    for s in "lr":
        sh, el, ha, hp, kn, an, to = (j[s + k] for k in ("s", "e", "h", "p", "k", "a", "t"))
        thick = 1.25 if coat else 1.0
        parts += [
            limb(*sh, 3.5 * b * thick, *el, 2.7 * b * thick), limb(*el, 2.7 * b * thick, *ha, 1.9 * b * thick), oval(*ha, 2.3, 2.1),
            limb(*hp, 5.2 * b, *kn, 3.5 * b), limb(*kn, 3.5 * b, *an, 2.1 * b), limb(*an, 2.3 * b, *to, 1.5),
        ]  # fmt: skip
    ls, rs = sorted((j["ls"], j["rs"]))
    lp, rp = sorted((j["lp"], j["rp"]))
    # the trunk narrows at the waist and never gets thinner than a body seen from the side
    ux, uy = (hip[0] - j["nk"][0]), (hip[1] - j["nk"][1])
    at = lambda t, o: (j["nk"][0] + ux * t + o, j["nk"][1] + uy * t)  # noqa: E731
    half = max(6.2, (rs[0] - ls[0]) / 2 + 1.5) * b
    hips = max(6.0, (rp[0] - lp[0]) / 2 + 4.2) * b
    waist = min(half, hips) * (0.92 if coat else 0.8)
    parts.append(smooth([at(-0.02, 0), at(0.07, half * 0.7), at(0.18, half), at(0.6, waist), at(1.0, hips), at(1.12, 0), at(1.0, -hips), at(0.6, -waist), at(0.18, -half), at(0.07, -half * 0.7)]))
    parts.append(limb(*j["nk"], 3.0 * b, j["hd"][0], j["hd"][1] + 3, 2.8))
    tilt = math.degrees(math.atan2(j["hd"][0] - j["nk"][0], j["nk"][1] - j["hd"][1])) * 0.6
    hx, hy = j["hd"]
    head = [oval(hx, hy, 5.0, 6.4)]
    head += [q for q in (_hat(hat), _hair(hair)) if q]
    head[1:] = [rotate(move(q, hx, hy), tilt, hx, hy) for q in head[1:]]
    if coat:
        hem = min(-j["lk"][1], -j["rk"][1]) * -0.72
        spread = (abs(j["lk"][0] - j["rk"][0]) / 2 + 6.5) * coat * b
        mid = (j["lk"][0] + j["rk"][0]) / 2
        parts.append(smooth([(at(0.45, -waist)[0], at(0.45, 0)[1], 0), (at(0.45, waist)[0], at(0.45, 0)[1], 0), (mid + spread, hem, 0), (mid, hem + 1.5), (mid - spread, hem, 0)]))
        parts.append(poly([(hx - 4.5, hy + 5), (hx + 4.5, hy + 5), at(0.2, 7), at(0.2, -7)]))
    if skirt:
        hem = max(j["lk"][1], j["rk"][1]) + 6
        mid = (j["lk"][0] + j["rk"][0]) / 2
        parts.append(smooth([(*at(0.62, -waist), 0), (*at(0.62, waist), 0), (mid + 7, hem + -14), (mid + 11 * skirt, hem, 0), (mid, hem + 2), (mid - 11 * skirt, hem, 0), (mid - 7, hem - 14)]))
    if cape:
        parts.append(smooth([(*ls, 0), (*rs, 0), (rs[0] - 14 * cape, -50), (rs[0] - 30 * cape, -24, 0), (ls[0] - 34 * cape, -34), (ls[0] - 12 * cape, -60)]))
    out = rounded(union(parts + head), 1.2)
    if hold is not None:
        (ex, ey), (ax, ay) = j["re"], j["rh"]
        turn = math.degrees(math.atan2(ay - ey, ax - ex))
        out = union(out, move(rotate(hold, turn), ax, ay))
    return out


def _hat(kind):
    return {
        None: lambda: None,
        "fedora": lambda: union(oval(0, -3.6, 9.6, 1.9, -5), smooth([(-5.6, -3.5, 0), (-5, -9), (-2, -10.2), (0, -9.2), (2.2, -10), (5, -8.6), (5.6, -3.5, 0)])),
        "cap": lambda: union(smooth([(-5.6, -1.5, 0), (-5, -6.6), (0, -8), (5, -6.4), (5.6, -1.5, 0)]), oval(5, -1.6, 5, 1.2)),
        "peaked": lambda: union(smooth([(-7.4, -7, 0), (0, -10.5), (7.4, -7, 0), (5.6, -3, 0), (-5.6, -3, 0)]), oval(2, -2.6, 6, 1.6)),
        "helmet": lambda: smooth([(-7, -0.5, 0), (-6.4, -6), (0, -9.4), (6.4, -6), (7, -0.5, 0), (0, -1.6)]),
        "sugegasa": lambda: smooth([(-13.5, -1.4, 0), (-5, -6.5), (0, -10.4, 0), (5, -6.5), (13.5, -1.4, 0), (0, 0)]),
        "tophat": lambda: union(oval(0, -4.4, 8.4, 1.5), poly([(-5.2, -4, 0)[:2], (-5.8, -16), (5.8, -16), (5.2, -4)])),
        "hood": lambda: smooth([(0, -10.5), (6.6, -5), (7, 4), (9, 11, 0), (-9, 11, 0), (-7, 4), (-6.6, -5)]),
        "beret": lambda: oval(2, -5.6, 7, 2.8, 12),
        "nurse": lambda: poly([(-4, -5), (-5.5, -10), (5.5, -10), (4, -5)]),
    }[kind]()


def _hair(kind):
    return {
        None: lambda: None,
        "long": lambda: smooth([(0, -7.6), (5.6, -4.5), (6.4, 4), (7.4, 13, 0), (0, 11), (-7.4, 13, 0), (-6.4, 4), (-5.6, -4.5)]),
        "bob": lambda: smooth([(0, -7.8), (6, -4), (7, 4, 0), (0, 5), (-7, 4, 0), (-6, -4)]),
        "bun": lambda: union(circle(-3.4, -7.4, 3.2), oval(-0.5, -2.5, 5.5, 5)),
        "ponytail": lambda: smooth([(-2, -6.5), (-7, -5), (-10, 2), (-8, 8, 0), (-6, 1), (-4, -1)]),
    }[kind]()


def profile(kind="man", hat=None):
    """A head and neck in profile facing right, about 100 x 130."""
    heads = {
        "man": [(30, 128, 0), (31, 112), (24, 97), (9, 84), (2, 60), (5, 32), (24, 10), (52, 3), (76, 12), (85, 30), (84, 42), (88, 50), (97, 66, 0), (95, 70), (88, 72, 0), (87, 76), (92, 81), (89, 85, 0), (92, 90), (88, 95), (87, 101), (90, 107), (84, 116), (70, 116), (62, 118), (60, 128, 0)],
        "woman": [(36, 128, 0), (36, 112), (28, 98), (12, 86), (4, 62), (6, 34), (24, 10), (50, 2), (74, 10), (83, 28), (83, 41), (86, 49), (94, 63, 0), (92, 67), (86, 69, 0), (86, 73), (92, 78), (88, 82, 0), (91, 87), (86, 92), (85, 97), (86, 103), (79, 110), (66, 109), (58, 112), (57, 128, 0)],
        "heavy": [(18, 128, 0), (18, 108), (10, 92), (3, 62), (6, 32), (24, 10), (52, 4), (76, 14), (84, 34), (82, 43), (88, 52), (96, 68), (92, 73), (86, 74, 0), (86, 78), (92, 82), (88, 87, 0), (91, 92), (86, 98), (88, 106), (82, 117), (70, 122), (66, 128, 0)],
    }  # fmt: skip
    out = smooth(heads[kind])
    if hat == "fedora":
        out = union(out, smooth([(-16, 34, 0), (20, 26), (70, 30), (112, 38, 0), (80, 22), (6, 16)]), smooth([(8, 28, 0), (12, -10), (32, -24), (50, -18), (66, -22), (82, -6), (84, 28, 0)]))
    if hat == "bun":
        out = union(out, circle(-2, 42, 20), oval(38, 28, 42, 28))
    if hat == "hair":
        out = union(out, smooth([(70, 8), (40, -6), (8, 4), (-8, 40), (-8, 80), (-4, 112, 0), (22, 116, 0), (26, 90), (36, 60), (60, 36)]))
    return out


def face(p, x, y, h, skin="#d9a074", shade="#3a1c14", light=None, side=1, hair="#20130e", style="short", shadow=0.5, gaze=0.0, lips=None, mouth=0.0, beard=None):
    """Paint a head from the front, centred on (x, y), h tall, lit from one side.

    side: 1 lights the right half, -1 the left; shadow: how far the dark half reaches over
    (0 none .. 1 only a rim left). style: short long bald slick bob hood; mouth > 0 opens it.
    """
    light = light or kit.mix(skin, "#ffffff", 0.45)
    k = h / 100
    tf = lambda q: kit.move(kit.scale(q, k * side, k), x, y)  # noqa: E731  (drawn lit from +x, mirrored)
    head = smooth([(0, -50), (24, -44), (35, -22), (34, 2), (30, 22), (20, 40), (8, 49), (-8, 49), (-20, 40), (-30, 22), (-34, 2), (-35, -22), (-24, -44)])
    neck = poly([(-19, 30), (19, 30), (22, 66), (-22, 66)])
    if style in ("long", "bob", "hood"):
        depth = {"long": 74, "bob": 36, "hood": 80}[style]
        p.fill(tf(smooth([(0, -60), (30, -52), (45, -20), (44, 20), (46 if style != "hood" else 62, depth, 0), (-46 if style != "hood" else -62, depth, 0), (-44, 20), (-45, -20), (-30, -52)])), hair)
    p.fill(tf(neck), kit.mix(skin, shade, 0.55))
    with p.clip(tf(neck)):
        p.fill(tf(smooth([(-34, 20, 0), (34, 20, 0), (24, 48), (0, 62), (-24, 48)])), shade, a=0.8, blur=2 * k)
        p.fill(tf(rect(-40, 20, 40, 60)), shade, a=0.8 * min(1, shadow * 2), blur=3 * k)
    for s in (-1, 1):
        p.fill(tf(oval(s * 35, 0, 5, 10, s * 8)), kit.mix(skin, shade, 0.3 if s > 0 else 0.8))
    with p.clip(tf(head)):
        p.fill(tf(head), kit.linear(x - 35 * k, y, x + 35 * k, y, *((kit.mix(skin, shade, 0.35), skin, light) if side > 0 else (light, skin, kit.mix(skin, shade, 0.35)))))
        edge = -38 + 76 * shadow
        # the terminator follows brow, cheekbone and jaw instead of running straight
        dark = smooth([(-60, -60, 0), (edge - 2, -60, 0), (edge - 4, -30), (edge + 5, -12), (edge - 3, 2), (edge + 7, 12), (edge - 4, 24), (edge + 2, 34), (edge - 6, 60, 0), (-60, 60, 0)])
        if shadow > 0:
            p.fill(tf(dark), shade, a=0.95, blur=2.6 * k)
        p.fill(tf(smooth([(14, 14), (30, 6), (34, 20), (22, 36), (16, 28)])), kit.mix(skin, shade, 0.6), a=0.45, blur=4 * k)
        for s in (-1, 1):
            p.fill(tf(smooth([(s * 4, -9), (s * 14, -15), (s * 27, -10), (s * 26, -1), (s * 15, 1), (s * 5, -1)])), shade, a=0.6, blur=2.4 * k)
            eye = smooth([(s * 8, -3, 0), (s * 15, -8), (s * 23, -4, 0), (s * 16, -0.5)])
            p.fill(tf(eye), kit.mix("#f2e9dc", shade, 0.25 if s > 0 or shadow < 0.5 else 0.75))
            with p.clip(tf(eye)):
                p.fill(tf(circle(s * 15.5 + gaze * 3, -4.2, 4)), "#14100e")
                p.fill(tf(circle(s * 15.5 + gaze * 3 + 1.4, -5.6, 1)), "#ffffff", a=0.9)
            p.stroke(tf(smooth([(s * 7.5, -3), (s * 15, -8.4), (s * 24, -4.2)], closed=False)), shade, 1.6 * k)
            p.fill(tf(smooth([(s * 6, -14, 0), (s * 17, -19.5), (s * 28, -13, 0), (s * 17, -15.5)])), kit.mix(hair, shade, 0.4))
        p.fill(tf(smooth([(-2, -12), (0, 2), (-8, 15), (-7, 19), (0, 20), (-3, 12), (-5, 2)])), shade, a=0.75, blur=1.4 * k)
        p.fill(tf(smooth([(2, -10), (4, 4), (6, 14), (3, 16), (1, 4)])), light, a=0.6, blur=1.6 * k)
        p.fill(tf(smooth([(-8, 18), (0, 21.5), (8, 18), (5, 20.5), (0, 23), (-5, 20.5)])), shade, a=0.85, blur=0.6 * k)
        lip = lips or kit.mix(skin, "#8a2f28", 0.5)
        p.fill(tf(smooth([(-12, 31, 0), (-4, 28), (0, 29.2), (4, 28), (12, 31, 0), (0, 32 - mouth)])), kit.mix(lip, shade, 0.35))
        p.fill(tf(smooth([(-12, 31, 0), (0, 31.8 + mouth * 7), (12, 31, 0), (6, 36 + mouth * 9), (0, 37 + mouth * 10), (-6, 36 + mouth * 9)])), lip)
        if mouth:
            p.fill(tf(smooth([(-10, 31, 0), (0, 30.5), (10, 31, 0), (0, 32 + mouth * 9)])), "#160707")
        p.stroke(tf(smooth([(-12.5, 31), (0, 31.6), (12.5, 31)], closed=False)), shade, 1 * k, a=0.8)
        p.fill(tf(oval(0, 41 + mouth * 6, 9, 2)), shade, a=0.5, blur=1.6 * k)
        if beard:
            p.fill(tf(minus(smooth([(-36, 4), (-28, 16), (-16, 25), (0, 25), (16, 25), (28, 16), (36, 4), (32, 40), (0, 62), (-32, 40)]), oval(0, 32, 12, 5))), beard, a=0.85, blur=1.4 * k)
        if shadow > 0:
            p.fill(tf(dark), shade, a=0.55, blur=2 * k)
    tops = {
        "short": [(-37, -4, 0), (-38, -30), (-26, -52), (0, -58), (26, -52), (38, -30), (36, -6, 0), (32, -24), (18, -34), (-6, -31), (-26, -33), (-32, -20)],
        "slick": [(-37, -8, 0), (-37, -34), (-22, -54), (4, -58), (28, -50), (37, -30), (35, -10, 0), (32, -28), (14, -42), (-14, -42), (-31, -28)],
        "long": [(-40, 20, 0), (-42, -24), (-26, -54), (0, -60), (26, -54), (42, -24), (40, 20, 0), (34, -8), (22, -34), (4, -44), (-18, -32), (-33, -8)],
        "bob": [(-41, 30, 0), (-42, -24), (-26, -54), (0, -60), (26, -54), (42, -24), (41, 30, 0), (33, 0), (31, -22), (0, -24), (-31, -22), (-33, 0)],
        "hood": [(-52, 60, 0), (-44, -20), (-28, -56), (0, -66), (28, -56), (44, -20), (52, 60, 0), (36, 24), (34, -16), (22, -42), (0, -50), (-22, -42), (-34, -16), (-36, 24)],
    }  # fmt: skip
    if style in tops:
        p.volume(tf(smooth(tops[style])), hair, kit.mix(hair, light, 0.35), kit.mix(hair, "#000000", 0.6), angle=-60 if side > 0 else -120, depth=4 * k)
    return tf(head)


def hand():
    """An open right hand, fingers up, about 60 x 100."""
    fingers = [(-18, -44, -27, -78), (-6, -50, -9, -94), (8, -50, 9, -92), (20, -44, 25, -80)]
    parts = [smooth([(-22, -50), (0, -56), (22, -50), (25, -22), (16, 0), (14, 22, 0), (-14, 22, 0), (-16, 0), (-25, -22)])]
    parts += [limb(x0, y0, 7, x1, y1, 4.6) for x0, y0, x1, y1 in fingers]
    parts.append(union(limb(-18, -12, 9, -36, -34, 6.5), limb(-36, -34, 6.5, -44, -52, 4.6)))
    return rounded(union(parts), 2.5)


def claw():
    """A grasping clawed hand seen from above, fingers down, about 90 x 130."""
    parts = [smooth([(-16, -40, 0), (16, -40, 0), (24, 6), (30, 26), (0, 40), (-30, 26), (-24, 6)])]
    for x, mx, my, tx, ty in ((-24, -40, 50, -34, 88), (-8, -14, 62, -12, 104), (9, 14, 62, 13, 104), (24, 38, 50, 35, 90), (-26, -56, 26, -62, 52)):
        parts += [limb(x, 24, 8, mx, my, 6.5), limb(mx, my, 6.5, tx, ty - 14, 4.5), smooth([(tx - 4.5, ty - 16, 0), (tx + 4.5, ty - 16, 0), (tx + 1, ty + 12, 0)])]
    return union(parts)


def fist():
    """A clenched fist from the front, wrist below, about 70 x 90."""
    parts = [smooth([(-28, -30), (-24, -44), (24, -44), (30, -30), (28, 6), (18, 18), (16, 46, 0), (-16, 46, 0), (-18, 18), (-28, 4)])]
    parts += [rrect(-31 + i * 15.5, -52, 15, 34, 7) for i in range(4)]
    parts.append(limb(-30, -2, 8, 10, -10, 8))
    return union(parts)


def eye(w=100, open_=1.0):
    """(white, iris, pupil, lid line) of an eye w wide, centred at 0,0."""
    a = w / 2
    white = smooth([(-a, 2, 0), (-a * 0.45, -a * 0.38 * open_), (a * 0.1, -a * 0.5 * open_), (a * 0.6, -a * 0.28 * open_), (a, 6, 0), (a * 0.4, a * 0.34 * open_), (-a * 0.3, a * 0.34 * open_)])
    lid = smooth([(-a * 1.05, 4), (-a * 0.45, -a * 0.42 * open_), (a * 0.1, -a * 0.55 * open_), (a * 0.62, -a * 0.32 * open_), (a * 1.08, 10)], closed=False)
    return white, intersect(circle(0, -a * 0.06, a * 0.42), white), circle(0, -a * 0.06, a * 0.18), lid


def skull():
    """A skull from the front with sockets cut out, about 80 x 105."""
    dome = smooth([(0, -60), (28, -52), (40, -26), (36, 0), (30, 14), (22, 20), (20, 40), (0, 45), (-20, 40), (-22, 20), (-30, 14), (-36, 0), (-40, -26), (-28, -52)])
    sockets = [smooth([(s * 6, -4), (s * 12, -17), (s * 26, -16), (s * 30, -3), (s * 22, 7), (s * 10, 6)]) for s in (-1, 1)]
    nose = smooth([(0, 4), (6, 16, 0), (0, 14), (-6, 16, 0)])
    teeth = [rect(x - 0.7, 25, 1.4, 16) for x in (-13, -6.5, 0, 6.5, 13)] + [rect(-18, 31.5, 36, 1.3)]
    return minus(dome, *sockets, nose, *teeth)


# ---------------------------------------------------------------- growing things


def pine(tiers=7, seed=1):
    """A ragged conifer standing on 0,0, 100 tall."""
    rng = random.Random(seed)
    pts_r, pts_l = [], []
    for i in range(tiers):
        y0, y1 = -100 + 92 * i / tiers, -100 + 92 * (i + 1.15) / tiers
        w0, w1 = 3 + 15 * i / tiers, 9 + 22 * (i + 1) / tiers
        pts_r += [(w0 * 0.7, y0 + 3), (w1 * rng.uniform(0.8, 1.1), y1)]
        pts_l += [(-w0 * 0.7, y0 + 3), (-w1 * rng.uniform(0.8, 1.1), y1)]
    return union(poly([(0, -104)] + pts_r + [(3, -6), (3, 0), (-3, 0), (-3, -6)] + pts_l[::-1]))


def forest(w, h, seed=1, n=16):
    """A wall of pines w wide standing on y=0."""
    rng = random.Random(seed)
    return group([place(pine(rng.randint(6, 9), seed * 100 + i), (i + rng.uniform(0.1, 0.9)) * w / n, 0, h=h * rng.uniform(0.55, 1)) for i in range(n)], rect(0, -h * 0.06, w, h * 0.06))


def tree(seed=1):
    """A leafy tree, 100 tall."""
    rng = random.Random(seed)
    blobs = [circle(rng.gauss(0, 17), -66 + rng.gauss(0, 12), rng.uniform(9, 19)) for _ in range(16)]
    return union(blobs + [poly([(-5, 0), (5, 0), (3, -55), (-3, -55)])])


def grass(w, h, seed=1, n=120):
    """Blades along y=0, w wide."""
    rng = random.Random(seed)
    blades = []
    for _ in range(n):
        x, k, lean = rng.uniform(0, w), h * rng.uniform(0.35, 1), rng.gauss(0, h * 0.25)
        blades.append(svg(f"M{x - 1.2} 1Q{x} {-k * 0.6} {x + lean} {-k}Q{x + 1} {-k * 0.5} {x + 1.2} 1Z"))
    return group(blades)


# ---------------------------------------------------------------- land, sea, town


def ridge(w, h, seed=1, step=6, rough_=0.55):
    """A mountain line by midpoint displacement, w wide, closed down to y=0."""
    rng = random.Random(seed)
    ys = [rng.uniform(0.2, 0.6), rng.uniform(0.2, 0.6)]
    amp = 0.5
    while len(ys) < w / step:
        ys = [v for a, b in zip(ys, ys[1:]) for v in (a, (a + b) / 2 + rng.uniform(-amp, amp))] + [ys[-1]]
        amp *= rough_
    lo, hi = min(ys), max(ys)
    n = len(ys) - 1
    return poly([(0, 0)] + [(w * i / n, -h * (0.15 + 0.85 * (v - lo) / (hi - lo))) for i, v in enumerate(ys)] + [(w, 0)])


def hills(w, h, seed=1, n=5):
    """Soft rolling ground, closed down to y=0."""
    rng = random.Random(seed)
    pts = [(w * i / n, -h * rng.uniform(0.35, 1)) for i in range(-1, n + 2)]
    return union(smooth([(pts[0][0], 0, 0)] + pts + [(pts[-1][0], 0, 0)]))


def skyline(w, h, seed=1, lo=14, hi=34):
    """City blocks in a row on y=0; returns (blocks, windows)."""
    rng = random.Random(seed)
    blocks, windows, x = [], [], 0.0
    while x < w:
        bw, bh = rng.uniform(lo, hi), h * rng.uniform(0.35, 1)
        blocks.append(rect(x, -bh, bw + 0.5, bh))
        if rng.random() < 0.4:
            blocks.append(rect(x + bw * 0.25, -bh - h * 0.07, bw * 0.5, h * 0.08))
        if rng.random() < 0.3:
            blocks.append(rect(x + bw * 0.5 - 0.5, -bh - h * 0.17, 1, h * 0.18))
        for wx in range(int(bw // 5) - 1):
            for wy in range(int(bh // 7)):
                if rng.random() < 0.35:
                    windows.append(rect(x + 3 + wx * 5, -bh + 4 + wy * 7, 2.2, 3.2))
        x += bw
    return union(blocks), group(windows) if windows else skia_empty()


def skia_empty():
    return kit.skia.Path()


def sea(w, y, depth, rows, seed=1, amp=5):
    """Wave bands from y downward as a list of paths, each closed below."""
    rng = random.Random(seed)
    out = []
    for i in range(rows):
        yy, k = y + depth * i / rows, amp * (0.4 + 1.2 * i / rows)
        ph, n = rng.uniform(0, 6), max(3, int(14 - 9 * i / rows))
        pts = [(-20, yy + depth, 0)]
        for s in range(n * 2 + 1):
            pts.append((-20 + (w + 40) * s / (2 * n), yy + (k if s % 2 else -k) * rng.uniform(0.5, 1.1) + math.sin(ph + s) * k * 0.3))
        out.append(smooth(pts + [(w + 20, yy + depth, 0)]))
    return out


def house(gable=True):
    """A tall narrow lonely house, 100 high; returns (walls, windows)."""
    parts = [rect(-26, -62, 52, 62), poly([(-32, -60), (0, -100), (32, -60)]), rect(12, -96, 8, 26), rect(26, -36, 26, 36), poly([(24, -36), (54, -36), (40, -52)])]
    if gable:
        parts += [rect(-40, -44, 16, 44), poly([(-44, -44), (-32, -74), (-22, -44)])]
    win = [rect(-15, -52, 9, 14), rect(6, -52, 9, 14), rect(-15, -28, 9, 14), rect(33, -26, 10, 12), rect(-4, -76, 8, 10)]
    return union(parts), group(win)


def lighthouse():
    """A tower 100 high; returns (tower, lamp room)."""
    tower = union(poly([(-11, 0), (-7, -74), (7, -74), (11, 0)]), rect(-10, -78, 20, 5), poly([(-7, -90), (0, -100), (7, -90)]))
    return union(tower, rect(-1, -104, 2, 6)), rect(-5.5, -90, 11, 13)


def bell():
    """A church bell 100 high with its clapper."""
    body = smooth([(-8, -92, 0), (8, -92, 0), (26, -74), (30, -40), (36, -16), (48, -4, 0), (48, 2, 0), (-48, 2, 0), (-48, -4, 0), (-36, -16), (-30, -40), (-26, -74)])
    return union(body, ring(0, -97, 9, 4), circle(0, 8, 9))


def spiral(turns=4, r=50, width=5):
    """A spiral ribbon about 0,0."""
    n = int(turns * 40)
    pts = [(r * i / n * math.cos(i / 40 * math.tau), r * i / n * math.sin(i / 40 * math.tau)) for i in range(1, n)]
    return outline(line(pts), width)


def flame(seed=1):
    """A tongue of fire standing on 0,0, 100 tall."""
    rng = random.Random(seed)
    j = lambda a: a + rng.uniform(-3, 3)  # noqa: E731
    return smooth([(0, 0), (j(24), -12), (j(28), -40), (j(14), -66), (j(10), -100, 0), (j(-2), -76), (j(-12), -62), (j(-14), -48), (j(-26), -34), (j(-24), -10)])


def lightning(h=100, seed=1):
    """A forked bolt from 0,0 down to y=h."""
    rng = random.Random(seed)
    pts, x = [(0, 0)], 0.0
    for i in range(1, 11):
        x += rng.uniform(-h * 0.07, h * 0.07)
        pts.append((x, h * i / 10))
    right = [(a + h * 0.025 * (1 - b / h), b) for a, b in pts]
    bolt = [poly(pts + right[::-1])]
    for i in (3, 5, 7):
        x0, y0 = pts[i]
        s = rng.choice((-1, 1))
        bolt.append(poly([(x0, y0), (x0 + s * h * 0.12, y0 + h * 0.1), (x0 + s * h * 0.16, y0 + h * 0.22), (x0 + s * h * 0.11, y0 + h * 0.115), (x0 + 2, y0 + 6)]))
    return group(bolt)


# ---------------------------------------------------------------- machines


def car(kind="sedan"):
    """A car from the side facing right, 200 long; returns (body, glass, wheels)."""
    wheels = group(circle(42, -15, 16), circle(158, -15, 16))
    if kind == "muscle":
        body = smooth([(2, -16, 0), (4, -36), (28, -42), (52, -44), (72, -62), (106, -63), (126, -45), (180, -39), (197, -31), (199, -16, 0)])
        glass = smooth([(62, -46, 0), (76, -58), (102, -59), (116, -46, 0)])
    elif kind == "saloon50":
        body = smooth([(0, -16, 0), (0, -38), (20, -48), (58, -50), (76, -74), (118, -75), (138, -52), (182, -48), (200, -38), (200, -16, 0)])
        glass = minus(smooth([(68, -52, 0), (80, -69), (116, -70), (130, -52, 0)]), rect(97, -72, 3, 22))
    else:
        body = smooth([(2, -16, 0), (3, -40), (22, -48), (54, -50), (74, -70), (122, -71), (146, -50), (186, -44), (198, -34), (198, -16, 0)])
        glass = minus(smooth([(64, -51, 0), (78, -66), (120, -67), (138, -51, 0)]), rect(99, -70, 3, 22))
    return minus(body, circle(42, -15, 18), circle(158, -15, 18)), glass, wheels


def car_front():
    """A car head-on, 100 wide; returns (body, glass, lamps)."""
    body = union(smooth([(-50, -8, 0), (-50, -30), (-40, -38), (-30, -58), (0, -61), (30, -58), (40, -38), (50, -30), (50, -8, 0)]), rrect(-47, -14, 16, 16, 3), rrect(31, -14, 16, 16, 3))
    return body, smooth([(-33, -39, 0), (-26, -54), (26, -54), (33, -39, 0)]), group(circle(-37, -25, 6), circle(37, -25, 6))


def truck_front():
    """A lorry head-on, 100 wide and 110 tall; returns (body, glass, lamps, grille)."""
    body = union(rrect(-44, -100, 88, 92, 8), rrect(-50, -34, 100, 22, 3), rrect(-46, -16, 20, 18, 3), rrect(26, -16, 20, 18, 3), rect(-54, -84, 8, 26), rect(46, -84, 8, 26), rect(-36, -112, 5, 14), rect(31, -112, 5, 14))
    grille = group([rect(-22, -62 + i * 5, 44, 2.6) for i in range(6)])
    return body, rrect(-38, -93, 76, 24, 4), group(circle(-36, -23, 7), circle(36, -23, 7)), grille


def wheel(r=50, spokes=5):
    """A motor wheel seen square on."""
    holes = [rotate(smooth([(0, -r * 0.22), (r * 0.16, -r * 0.5), (0, -r * 0.62), (-r * 0.16, -r * 0.5)]), 360 * i / spokes) for i in range(spokes)]
    return minus(circle(0, 0, r), ring(0, 0, r * 0.76, r * 0.05), circle(0, 0, r * 0.08), *holes)


def train_front():
    """A streamlined train head-on, 100 wide; returns (body, glass, lamps)."""
    body = smooth([(-40, 0, 0), (-50, -30), (-46, -80), (-22, -104), (22, -104), (46, -80), (50, -30), (40, 0, 0)])
    return body, smooth([(-34, -64), (-24, -88), (24, -88), (34, -64), (0, -58)]), group(oval(-28, -30, 8, 5, 20), oval(28, -30, 8, 5, -20))


def plane():
    """A propeller plane from below-behind, nose up, 100 span."""
    return union(oval(0, 0, 5.5, 34), smooth([(-4, -14, 0), (-50, -6), (-52, 2), (-4, 4, 0)]), smooth([(4, -14, 0), (50, -6), (52, 2), (4, 4, 0)]), smooth([(-2, 26, 0), (-17, 30), (-17, 34), (0, 35, 0), (17, 34), (17, 30), (2, 26, 0)]), *[circle(x, -14, 3.6) for x in (-20, 20)])


def jet():
    """A transport jet, nose up, 100 span, swept wings."""
    return union(oval(0, 0, 6, 46), poly([(-4, -12), (-50, 22), (-50, 28), (-4, 12)]), poly([(4, -12), (50, 22), (50, 28), (4, 12)]), poly([(-2, 34), (-18, 46), (-18, 50), (0, 44), (18, 50), (18, 46), (2, 34)]), *[oval(x, 4, 2.6, 8) for x in (-20, 20, -33, 33)])


def helicopter():
    """A helicopter from the side facing right, 150 long."""
    parts = [smooth([(40, -24), (60, -46), (100, -48), (124, -30), (122, -14), (100, -6), (60, -6)]), poly([(50, -36), (-20, -42), (-22, -36), (48, -18)]), poly([(-24, -60), (-14, -40), (-22, -34), (-32, -34)]), rect(78, -62, 4, 18), oval(80, -62, 90, 1.6), rect(60, -8, 2, 10), rect(100, -8, 2, 10), rrect(48, 1, 72, 3, 1.5)]
    return minus(union(parts), smooth([(100, -42), (116, -31), (114, -22), (98, -24)]))


def galleon():
    """A three-masted ship from the side, 200 long; returns (hull and masts, sails)."""
    hull = smooth([(6, -40, 0), (10, -34), (60, -22), (140, -22), (172, -34, 0), (214, -52, 0), (174, -27, 0), (160, 0), (130, 8), (40, 8), (18, -4)])
    masts = [rect(x, -h, 2.6, h - 18) for x, h in ((46, 118), (92, 142), (138, 120))] + [line_bar(160, -30, 216, -54, 2)]
    sails = []
    for x, h, w in ((46, 118, 34), (92, 142, 42), (138, 120, 36)):
        for a, b, k in ((0.30, 0.62, 1.0), (0.66, 0.9, 0.78)):
            y0, y1 = -h * b, -h * a
            sails.append(smooth([(x - w * k / 2, y0, 0), (x + w * k / 2, y0, 0), (x + w * k / 2 + 9, (y0 + y1) / 2), (x + w * k / 2 + 1, y1, 0), (x + 4, y1 - 4), (x - w * k / 2 - 1, y1, 0), (x - w * k / 2 + 7, (y0 + y1) / 2)]))
    sails.append(poly([(150, -110), (208, -54), (158, -40)]))
    return union([hull] + masts), group(sails)


def line_bar(x0, y0, x1, y1, width):
    """A straight bar with square ends."""
    d = math.hypot(x1 - x0, y1 - y0)
    nx, ny = -(y1 - y0) / d * width / 2, (x1 - x0) / d * width / 2
    return poly([(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)])


# ---------------------------------------------------------------- objects


def knife():
    """A kitchen knife, point up, 100 long; returns (blade, handle)."""
    return smooth([(-7, 0, 0), (-7, -40), (-1, -68, 0), (7, -40), (8, 0, 0)]), rrect(-5, 1, 11, 30, 3)


def dagger():
    """A dagger, point down, 110 long, grip up."""
    return union(smooth([(-6, 0, 0), (6, 0, 0), (5, 40), (0, 76, 0), (-5, 40)]), rrect(-18, -5, 36, 6, 3), rrect(-4, -30, 8, 26, 3), circle(0, -32, 6))


def key(style="old"):
    """A door key, bow up, 100 long."""
    shaft = rect(-3.5, -60, 7, 62)
    bits = [rect(3, -14, 16, 6), rect(3, -3, 20, 6), rect(14, -14, 5, 12)]
    bow = minus(union(circle(0, -82, 15), circle(-14, -70, 13), circle(14, -70, 13)), circle(0, -83, 8), circle(-14, -70, 6.5), circle(14, -70, 6.5)) if style == "old" else ring(0, -78, 20, 8)
    return union(shaft, bow, rrect(-7, -58, 14, 5, 2), *bits)


def pistol():
    """A pistol along +x with the grip at 0,0, about 26 long."""
    return union(rrect(-4, -7, 26, 5.4, 1), poly([(-4, -4), (4, -4), (2, 8), (-6, 8)]), ring(6, -1, 3, 1))


def rifle():
    """A rifle along +x with the trigger at 0,0, about 62 long."""
    return union(poly([(-26, -2), (-4, -5), (-4, 0), (-24, 6)]), rrect(-6, -5.5, 30, 5, 1), rect(20, -4.4, 28, 2), poly([(2, -1), (7, -1), (5, 8), (1, 8)]))


def sword(curved=False):
    """A sword along +x with the hand at 0,0, about 60 long."""
    if curved:
        return union(smooth([(4, -1.5, 0), (30, -4), (62, -13, 0), (34, -1), (4, 1.8, 0)]), rrect(-10, -1.5, 14, 3, 1.2), oval(4, 0, 1.4, 4.4))
    return union(poly([(4, -1.6), (54, -1.2), (60, 0), (54, 1.2), (4, 1.6)]), rrect(-9, -1.5, 14, 3, 1), rect(3, -7, 2.4, 14))


def padlock():
    """A padlock 60 x 90; keyhole cut out."""
    return minus(union(rrect(-30, -52, 60, 52, 7), minus(union(circle(0, -56, 24), rect(-24, -56, 48, 10)), circle(0, -56, 15), rect(-15, -56, 30, 12))), keyhole(26))


def keyhole(h=100):
    """A keyhole h tall, centred on 0,-h."""
    k = h / 100
    return union(circle(0, -72 * k, 26 * k), poly([(-11 * k, -60 * k), (11 * k, -60 * k), (22 * k, 0), (-22 * k, 0)]))


def umbrella():
    """An open umbrella 100 wide with its crook."""
    top = smooth([(-50, -40, 0), (-36, -70), (0, -84), (36, -70), (50, -40, 0), (38, -46), (25, -40, 0), (12, -46), (0, -40, 0), (-12, -46), (-25, -40, 0), (-38, -46)])
    return union(top, rect(-1, -88, 2, 84), outline(arc(6, -4, 6, 0, 180), 2.2))


def bottle():
    """A milk bottle 100 tall."""
    return smooth([(-9, -100, 0), (9, -100, 0), (9, -74), (19, -58), (20, -6), (16, 0, 0), (-16, 0, 0), (-20, -6), (-19, -58), (-9, -74)])


def candle():
    """A dripping candle 100 tall; returns (wax, flame)."""
    wax = smooth([(-14, 0, 0), (-13, -50), (-14, -66), (-9, -70), (-4, -68), (4, -70), (13, -67), (14, -50), (17, -42), (15, -36), (14, 0, 0)])
    return union(wax, rect(-1, -77, 2, 10)), move(scale(flame(3), 0.3), 0, -73)


def cradle():
    """A rocking cradle from the side, 120 wide."""
    body = smooth([(-52, -60, 0), (-44, -14), (44, -14, 0), (52, -48, 0), (40, -50), (-20, -50), (-24, -74), (-44, -78)])
    slats = [rect(x, -46, 2.4, 28) for x in range(-34, 40, 9)]
    return union(minus(body, *slats), outline(arc(0, -70, 72, 55, 70), 5))


def chair():
    """A plain wooden chair from the side facing right, 100 tall."""
    return union(line_bar(-20, -100, -16, 0, 4), rect(-20, -50, 42, 5), line_bar(20, -48, 22, 0, 4), line_bar(-17, -22, 20, -22, 2.5), rect(-20, -96, 5, 3))


def telephone():
    """A dial telephone, 100 wide."""
    base = smooth([(-44, 0, 0), (-38, -30), (-20, -48), (20, -48), (38, -30), (44, 0, 0)])
    hand_set = smooth([(-50, -56), (-46, -70), (0, -76), (46, -70), (50, -56), (36, -50), (28, -60), (-28, -60), (-36, -50)])
    return minus(union(base, hand_set, rect(-18, -60, 6, 14), rect(12, -60, 6, 14)), ring(0, -24, 17, 3), circle(0, -24, 5))


def reel(r=50):
    """A tape or film reel."""
    return minus(circle(0, 0, r), *[circle(r * 0.55 * math.cos(i * math.tau / 3), r * 0.55 * math.sin(i * math.tau / 3), r * 0.26) for i in range(3)], circle(0, 0, r * 0.1))


def trumpet():
    """A trumpet along +x, bell at the right, 120 long."""
    bell_ = smooth([(70, -3, 0), (96, -6), (112, -15), (120, -24, 0), (120, 24, 0), (112, 15), (96, 6), (70, 3, 0)])
    tube = minus(rrect(14, -3, 68, 26, 13), rrect(19, 2, 58, 16, 8))
    return union(bell_, rect(4, -3, 70, 6), tube, rrect(-2, -4, 10, 8, 3), *[rrect(x, -18, 7, 46, 2) for x in (34, 45, 56)], *[oval(x + 3.5, -20, 5, 2) for x in (34, 45, 56)])


# ---------------------------------------------------------------- creatures


def bird(up=0.5):
    """A flying bird from the front, 100 span; up lifts the wings."""
    t = 30 * up
    return smooth([(-50, -t, 0), (-26, -t - 10), (-5, -4), (0, -7), (5, -4), (26, -t - 10), (50, -t, 0), (25, -t + 3), (8, 7), (0, 12, 0), (-8, 7), (-25, -t + 3)])


def crow():
    """A perched crow facing right, 100 long."""
    return smooth([(-52, 4, 0), (-24, -16), (4, -36), (14, -50), (28, -55), (38, -50), (56, -42, 0), (38, -40), (34, -26), (22, -6), (6, 4), (4, 16, 0), (0, 16, 0), (-2, 5), (-20, 2), (-48, 12, 0)])


def falcon():
    """A falcon seen from above, wings spread with fingered tips, 200 span, head up."""
    half = smooth([(0, -44, 0), (5, -42), (9, -32), (18, -28), (44, -44), (66, -50), (100, -26, 0), (74, -34), (94, -12, 0), (68, -25), (84, -2, 0), (60, -17), (70, 6, 0), (46, -10), (26, 2), (12, 12), (9, 24), (17, 58, 0), (8, 55), (0, 60, 0)])
    return union(half, scale(half, -1, 1), circle(0, -40, 9), poly([(-4, -47), (4, -47), (0, -55)]))


def moth(seed=1):
    """A moth with spread wings, 100 span; returns (wings, body, markings)."""
    half = union(smooth([(2, -14, 0), (24, -36), (50, -40, 0), (46, -16), (30, 2), (3, 2, 0)]), smooth([(3, -2, 0), (26, 2), (36, 18), (24, 36), (8, 30), (2, 12, 0)]))
    marks = group(ring(30, -20, 6, 2.4), circle(30, -20, 2), ring(20, 17, 6.5, 2.6), circle(20, 17, 2.2), outline(smooth([(12, -24), (20, -12), (22, 0)], closed=False), 1.4))
    body = union(oval(0, -14, 4.5, 7), smooth([(-4.5, -10), (4.5, -10), (3.5, 12), (0, 28), (-3.5, 12)]), *[outline(smooth([(s * 1, -20), (s * 6, -34), (s * 14, -42)], closed=False), 1.1) for s in (-1, 1)])
    mirror = lambda q: scale(q, -1, 1)  # noqa: E731
    return union(half, mirror(half)), body, group(marks, mirror(marks))


def anglerfish():
    """A gaping anglerfish facing right, 200 long; returns (body, teeth, eye centre, lure end)."""
    body = smooth([(0, 0), (30, -46), (90, -74), (150, -66), (186, -40, 0), (150, -14), (118, 6), (128, 30), (172, 48, 0), (150, 66), (96, 74), (40, 52)])
    tail = smooth([(10, -8), (-40, -36, 0), (-28, 0), (-42, 40, 0), (10, 12)])
    fin = smooth([(60, -64, 0), (50, -96, 0), (70, -84), (78, -102, 0), (90, -80), (104, -98, 0), (112, -70, 0)])
    up = [poly([(186 - i * 11, -40 + i * 4.6), (180 - i * 11, -38 + i * 4.6), (178 - i * 11, -12 + i * 3 + (i % 2) * 8)]) for i in range(6)]
    down = [poly([(170 - i * 9, 47 - i * 3.6), (163 - i * 9, 44 - i * 3.6), (168 - i * 9, 18 - i * 1 + (i % 2) * 8)]) for i in range(6)]
    return union(body, tail, fin), group(up + down), (142, -44), (214, -94)


def horse():
    """A galloping horse facing right, about 150 long and 110 tall."""
    body = smooth([(8, -64), (30, -78), (66, -72), (92, -80), (108, -104), (120, -116), (124, -124, 0), (128, -114), (146, -98), (152, -88), (144, -82), (128, -90), (118, -76), (110, -52), (96, -42), (54, -46), (26, -40), (12, -48)])
    legs = [limb(100, -52, 9, 124, -40, 5), limb(124, -40, 5, 142, -20, 3), limb(94, -50, 9, 108, -28, 5), limb(108, -28, 5, 98, -8, 3), limb(22, -54, 12, 6, -32, 6), limb(6, -32, 6, -22, -16, 3.2), limb(28, -52, 11, 28, -26, 6), limb(28, -26, 6, 6, -4, 3)]
    tail = smooth([(10, -66, 0), (-8, -74), (-30, -62), (-42, -44, 0), (-22, -52), (-4, -56), (8, -52, 0)])
    return union([body, tail] + legs)
