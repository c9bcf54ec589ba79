"""The action posters."""

import math

from kit import *  # noqa: F403
from shapes import *  # noqa: F403


@poster("brass-hurricane")
def brass_hurricane(p):
    """Seventies funk: the horn blows a storm of stripes."""
    p.bg("#f2dfb4")
    inks = ["#7a1c16", "#c8401c", "#ec8a1e", "#f4c23a", "#f2dfb4", "#2a120e"]
    cx, cy = 232, 236
    for i in range(34):  # a storm of nested, off-centre rings
        r = 330 - i * 9.6
        a = i * 0.42
        p.fill(circle(cx + 26 * math.cos(a), cy + 20 * math.sin(a), r), inks[i % 6])
    blocks, windows = skyline(W, 120, 33, 16, 36)
    lean = lambda q: skew(move(q, 0, 470), -0.12, 0, 0, 470)  # noqa: E731
    p.fill(lean(blocks), "#2a120e")
    p.fill(lean(windows), "#f4c23a")
    p.fill(rect(0, 440, W, 120), "#2a120e")
    afro = union(circle(118, 196, 50), profile_at(profile("man"), 126, 268, 92, -12))
    coat = smooth([(98, 250, 0), (70, 280), (40, 350), (14, 470, 0), (232, 470, 0), (206, 360), (176, 296), (150, 262, 0)])
    arm = union(limb(150, 300, 22, 204, 330, 16), limb(204, 330, 16, 228, 268, 11), oval(230, 258, 13, 15))
    for q in (coat, arm, afro):
        p.volume(q, "#3a1712", "#ec8a1e", "#1a0a08", angle=-40, depth=5)
    p.fill(smooth([(128, 262, 0), (146, 320), (120, 420), (96, 330)]), "#f2dfb4")
    p.fill(oval(160, 200, 14, 8, -10), "#1a0a08")
    p.stroke(oval(160, 200, 14, 8, -10), "#f4c23a", 2)
    horn = rotate(fit(trumpet(), 176, 190, 176, 80), -24, 200, 230)
    p.shadow(horn, 5, 6, 4)
    p.volume(horn, "#e8a92a", "#fff6c4", "#7a4a0a", angle=-110, depth=3)
    t = p.title_path("BRASS HURRICANE", 16, 456, 338, 74, font="shrikhand", lines=["Brass", "Hurricane"])
    for k in range(4, 0, -1):
        p.fill(move(t, k * 1.3, k * 1.3), ["#c8401c", "#ec8a1e", "#f4c23a", "#7a1c16"][k - 1])
    p.fill(t, "#f2dfb4")
    p.tagline(448, 12, "caprasimo", "#f4c23a")
    p.credits(546, "#f2dfb480", rows=1, size=8)
    p.grain(0.4)
    p.paper(0.2, folds=True)


def profile_at(path, x, bottom, h, turn=0):
    """A head standing at a spot, tipped by `turn` degrees."""
    return rotate(place(path, x, bottom, h=h), turn, x, bottom)


@poster("seven-bridges-burning")
def seven_bridges(p):
    """A trestle of matchsticks, five struck."""
    p.bg(linear(0, 0, 0, H, "#e9d7ae", "#e2a24a", "#9a2f16"))
    p.smoke(-60, 20, 480, 320, "#3a2018", 0.75, seed=2)
    p.smoke(60, 60, 360, 260, "#7a3a20", 0.7, seed=7)
    p.fill(move(ridge(W, 90, 31), 0, 400), "#6a2a1a")
    for i in range(7):
        x = 28 + i * 52
        lit = i not in (1, 5)
        top = 214 + 16 * math.sin(i * 0.9)
        stick = poly([(x - 6, 452), (x + 6, 452), (x + 5, top + 12), (x - 5, top + 12)])
        p.fill(stick, linear(x - 6, 0, x + 6, 0, "#f2d59a", "#b0762f", "#5a3210"))
        p.volume(oval(x, top, 8.5, 14), "#3a1510" if lit else "#a32018", "#f28a4a", "#1a0805", depth=3)
        if lit:
            f = place(flame(i + 2), x, top + 8, h=104 + 26 * (i % 3))
            p.glow(f, "#ff7a1c", 16, 2)
            p.fill(f, linear(0, top - 110, 0, top + 8, "#ffe27a", "#ff8a1c", "#c02a0c"))
            p.fill(place(flame(i + 5), x, top + 4, h=52), "#fff6cf", blur=2)
    for i in range(6):
        x = 28 + i * 52
        p.stroke(line([(x, 300), (x + 52, 430)]), "#3a1a0c", 4)
        p.stroke(line([(x + 52, 300), (x, 430)]), "#3a1a0c", 4)
    deck = rect(0, 286, W, 13)
    p.fill(deck, "#2a120a")
    for x in range(4, W, 11):
        p.fill(rect(x, 281, 7, 5), "#2a120a")
    for i, (x, pose) in enumerate(((34, "run"), (78, "run"), (122, "crouch"), (170, "run"), (216, "aim"), (262, "run"), (312, "fall"))):
        p.fill(place(figure(pose, 1.1, hat="helmet", hold=rifle() if pose in ("aim", "run") else None), x, 285, h=46 if pose != "crouch" else 32), "#170a06")
    p.sparks(185, 260, 160, 240)
    p.fill(rect(0, 434, W, 122), "#170a06")
    p.text("SEVEN", 20, 492, 58, "stencil", "#f2d59a", "left", width=150)
    p.text("BRIDGES", 178, 470, 34, "stencil", "#f2d59a", "left", width=172)
    p.text("BURNING", 178, 503, 34, "stencil", "#ff7a1c", "left", width=172)
    p.text("THEY HAD SIX HOURS", 20, 44, 29, "anton", "#2a120a", "left")
    p.text("AND FIVE MATCHES.", 20, 78, 29, "anton", "#a32018", "left")
    p.credits(521, "#d9b07a90")
    p.grain(0.4)
    p.paper(0.25)


@poster("nitro-parkway")
def nitro_parkway(p):
    """Drive-in trash: the car leaves the road and very nearly the sheet."""
    p.bg("#f7d21e")
    p.rays(185, 300, "#fff6a8", n=22, r=560, a=1, jitter=0.4)
    p.explosion(96, 330, 120, seed=3)
    p.explosion(250, 372, 90, seed=9)
    p.smoke(-30, 330, 430, 160, "#3a2a24", 0.7, seed=4)
    road = poly([(0, 470), (370, 420), (370, 556), (0, 556)])
    p.fill(road, "#2a2a30")
    for i in range(5):
        p.fill(poly([(20 + i * 80, 494 - i * 10), (64 + i * 80, 488 - i * 10), (62 + i * 80, 494 - i * 10), (18 + i * 80, 500 - i * 10)]), "#f7d21e")
    body, glass, wheels = car("muscle")
    place_ = lambda q: rotate(move(scale(q, 1.62), 24, 330), -17, 185, 270)  # noqa: E731
    p.shadow(group(place_(body), place_(wheels)), 8, 20, 10, 0.5)
    p.volume(place_(body), "#d8201c", "#ff9a7a", "#5a0808", angle=-100, depth=12)
    p.fill(place_(glass), linear(120, 170, 240, 260, "#bfe6f2", "#1c3a4a"))
    p.fill(place_(rect(4, -33, 192, 4)), "#fff")
    p.fill(place_(rect(4, -27, 192, 2)), "#fff")
    p.fill(place_(poly([(86, -63), (90, -72), (112, -72), (116, -62)])), "#1a1a1c")
    for x in (42, 158):
        w = rotate(move(scale(circle(x, -15, 16), 1.62), 24, 330), -17, 185, 270)
        p.fill(w, "#161618")
        b = w.getBounds()
        p.fill(move(wheel(15), b.centerX(), b.centerY()), "#c9ccd0")
    p.streaks(30, "#ffffff", 150, 330, 0.9, (50, 170), (1, 2.6), None, -17)
    for x, y, h, pose in ((330, 190, 70, "fall"), (44, 236, 58, "arms_up")):
        p.fill(rotate(place(figure(pose, 1.05, hat="peaked"), x, y, h=h), 30 if x > 200 else -20, x, y), "#17224a")
    t = skew(p.title_path("NITRO", 18, 22, 300, 78, font="bangers", lines=1, align="left"), -0.12, 0, 18, 100)
    for k in range(6, 0, -1):
        p.fill(move(t, k, k), "#17224a")
    p.fill(t, linear(0, 22, 0, 100, "#ff5a2c", "#d8201c"))
    p.text("PARKWAY", 356, 146, 50, "bangers", "#17224a", "right", 0.02)
    p.fill(rotate(rrect(16, 500, 150, 28, 3), -4, 90, 510), "#d8201c")
    p.text("CRASH! BANG! TOLL BOOTH!", 91, 519, 13, "bangers", "#fff", angle=-4)
    p.tagline(500, 9.5, "righteous", "#fff", x=356, align="right", width=176, lines=2)
    p.credits(534, "#f7d21ec0", width=180, x=356, align="right", rows=2, size=7)
    p.grain(0.35)
    p.paper(0.15)


@poster("the-corsair-of-tamarin-bay")
def corsair(p):
    """Thirties Technicolor: ropes, sails and a signature of a title."""
    p.bg(linear(0, 0, 0, H, "#f4d98a", "#f2a65a", "#2f7f8a"))
    p.fill(circle(246, 236, 84), "#fff0b8")
    p.smoke(-40, 60, 300, 190, "#ffffff", 0.7, seed=3)
    p.smoke(150, 30, 300, 170, "#fff3d8", 0.8, seed=6)
    hull, sails = galleon()
    both = group(hull, sails)
    bx, by, bw, bh = bounds(both)
    k = 262 / bw
    at = lambda q: move(scale(q, k), 116 - bx * k, 408 - (by + bh) * k)  # noqa: E731
    p.volume(at(hull), "#6a3216", "#e2a04a", "#2a1006", depth=4)
    p.volume(at(sails), "#f7ecd0", "#ffffff", "#c98a4a", angle=-130, depth=6)
    p.fill(move(star(0, 0, 8), 240, 282), "#b3241c")
    for i, b in enumerate(sea(W, 392, 120, 5, 4, 7)):
        p.fill(b, ["#3fa0a4", "#2a8390", "#1f6a7c", "#155064", "#0d3a4c"][i])
        p.stroke(b, "#e8f6e8", 1, a=0.5)
    p.stroke(smooth([(30, 44), (92, 110), (118, 196)], closed=False), "#5a3a1c", 3.4)
    swing = dict(POSES["kick"], rh=(6, -104), re=(0, -92), lh=(-26, -50), le=(-26, -62))
    hero = rotate(place(figure(swing, 1.1, hair="ponytail"), 112, 392, h=236), 10, 112, 300)
    p.volume(hero, "#a8241c", "#ffcf8a", "#3a0c10", angle=-30, depth=6)
    bx, by, bw, bh = bounds(hero)
    with p.clip(hero):
        p.fill(poly([(bx, by + bh * 0.47), (bx + bw, by + bh * 0.40), (bx + bw, by + bh), (bx, by + bh)]), "#1c2a3a", a=0.9)
        p.fill(poly([(bx, by + bh * 0.45), (bx + bw, by + bh * 0.38), (bx + bw, by + bh * 0.41), (bx, by + bh * 0.49)]), "#f2c23a")
    blade = rotate(scale(sword(True), 1.6), -112)
    p.volume(move(blade, 44, 264), "#dfe6ea", "#fff", "#5a6a74", depth=1.5)
    ribbon = smooth([(10, 456, 0), (100, 438), (270, 446), (360, 428, 0), (350, 520, 0), (250, 534), (110, 528), (20, 544, 0)])
    p.shadow(ribbon, 4, 6, 5)
    p.fill(ribbon, linear(0, 440, 0, 540, "#fbf0cc", "#e6c886"))
    p.stroke(ribbon, "#7a3a12", 1.6)
    p.text("The Corsair", 182, 490, 47, "oleo", "#a8241c", width=290)
    p.text("of TAMARIN BAY", 186, 519, 24, "abril", "#1c2a3a", tracking=0.04, width=280)
    p.tagline(32, 14, "oleo", "#7a1c12")
    p.text("FILMED IN GLOWING CHROMASCOPE COLOUR", 185, 549, 8, "oswald", "#fbf0cc", tracking=0.2)
    p.grain(0.35)
    p.paper(0.3, folds=True)


@poster("redline-to-calexa")
def redline(p):
    """Seventies cool: white space, one line, one car."""
    p.bg("#f2ede0")
    p.fill(rect(0, 0, W, 204), linear(0, 0, 0, 204, "#f2ede0", "#f6d9a8"))
    p.fill(circle(116, 200, 56), "#ef8a2c")
    p.fill(move(ridge(W, 44, 17), 0, 206), "#c9a37a")
    p.fill(rect(0, 204, W, 360), linear(0, 204, 0, H, "#e2c490", "#f2e2c0"))
    stripe = smooth([(232, 204, 0), (236, 250), (150, 300), (120, 360), (236, 440), (260, 556, 0), (334, 556, 0), (320, 440), (172, 352), (188, 304), (244, 250), (236, 204, 0)])
    p.fill(stripe, "#c8201c")
    body, glass, wheels = car("muscle")
    tilt = lambda q: rotate(move(scale(flip_car(q), 0.78), 78, 386), -4, 150, 370)  # noqa: E731
    dust_y = 380
    p.smoke(150, dust_y - 90, 230, 130, "#e8cf9a", 0.95, seed=5, low=0.2)
    p.fill(oval(152, 388, 88, 7), "#5a3a1c", a=0.5, blur=4)
    p.fill(tilt(body), "#f7f4ea")
    p.fill(tilt(glass), "#2a2a2e")
    p.fill(tilt(wheels), "#1c1a18")
    p.fill(tilt(rect(2, -36, 196, 6)), "#c8201c")
    p.fill(tilt(circle(104, -32, 11)), "#1c1a18")
    p.text("9", 152, 365, 12, "archivo", "#f7f4ea")
    for x, h in ((34, 96), (330, 66), (296, 34)):
        y = 250 + h * 1.6
        cactus = union(limb(0, 0, 8, 0, -84, 7), limb(-24, -40, 5, -24, -62, 5), limb(-24, -40, 5, 0, -32, 5), limb(22, -30, 5, 22, -58, 5), limb(22, -30, 5, 0, -22, 5))
        p.fill(place(cactus, x, min(y, 420), h=h), "#3a4a2c")
    for i, c in enumerate(("#c8201c", "#ef8a2c", "#f2c23a")):
        p.fill(rect(0, 30 + i * 9, W, 6), c)
    p.text("redline", 20, 116, 66, "jost-black", "#1c1a18", "left", -0.05)
    p.text("to CALEXA", 350, 148, 31, "jost-black", "#c8201c", "right", -0.02)
    p.tagline(500, 12, "jost", "#1c1a18", x=20, align="left", width=206, lines=2)
    p.credits(532, "#1c1a18b0", width=214, x=20, align="left", rows=3, size=7)
    p.grain(0.3)
    p.paper(0.15)


def flip_car(path):
    """Mirror a car part in the frame all its parts share (200 long)."""
    return scale(path, -1, 1, 100, 0)


@poster("duel-at-kurogane-bridge")
def kurogane_bridge(p):
    """Sixties chambara: sun, iron, ink."""
    p.bg("#e9dfc8")
    p.fill(circle(206, 232, 128), "#c8231c")
    p.texture("#8a0f12", 24, 4, 0.5, 0.9, 0.45, "multiply", clip=circle(206, 232, 128))
    for _ in range(3):
        y = p.rng.uniform(120, 320)
        p.fill(torn_strip(30, y, 330, 3.5, p.rng, 1.6), "#e9dfc8", a=0.9)
    ink = "#12100f"
    for i in range(9):  # iron truss in dry brush
        x = -10 + i * 50
        p.fill(brush_stroke(x, 352, x + 50, 420, 6, p.rng, 9, 0.2), ink)
        p.fill(brush_stroke(x + 50, 352, x, 420, 6, p.rng, 9, 0.2), ink)
    p.fill(brush_stroke(-20, 350, 400, 344, 13, p.rng, 22, 0.1), ink)
    p.fill(brush_stroke(-20, 424, 400, 420, 9, p.rng, 18, 0.1), ink)
    hakama = dict(POSES["fight"], rh=(26, -66), re=(14, -64), lh=(24, -62), le=(4, -60))
    left = place(figure(hakama, 1.1, hat="sugegasa", coat=1.5, skirt=1.5, hold=rotate(sword(True), -40)), 92, 350, h=196)
    right = place(flip(figure(dict(POSES["sword_up"], lh=(13, -102), le=(-2, -92)), 1.1, hair="ponytail", coat=1.6, skirt=1.6, hold=rotate(sword(True), -60))), 286, 350, h=222)
    p.fill(left, ink)
    p.fill(right, ink)
    p.fill(brush_stroke(20, 150, 96, 290, 3, p.rng, 6, 0.5), "#c8231c")
    p.fill(splatter(322, 96, 24, p.rng, 60), ink)
    p.fill(splatter(60, 470, 15, p.rng, 40), "#c8231c")
    for i in range(6):
        p.fill(brush_stroke(p.rng.uniform(-20, 120), 448 + i * 9, p.rng.uniform(240, 390), 450 + i * 9, 3, p.rng, 6, 0.5), ink, a=0.75)
    p.fill(move(vertical_path("黒鉄橋", "dela", 58, 1.02), 44, 18), ink)
    p.fill(move(vertical_path("の決闘", "dela", 28, 1.05), 98, 20), "#c8231c")
    seal = rrect(316, 456, 32, 44, 4)
    p.fill(seal, "#c8231c")
    p.text("決", 332, 476, 18, "noto-serif-jp", "#e9dfc8")
    p.text("闘", 332, 495, 18, "noto-serif-jp", "#e9dfc8")
    p.text("DUEL AT KUROGANE BRIDGE", 24, 522, 15, "fell", ink, "left", 0.06)
    p.tagline(540, 12, "fell", "#c8231c", x=24, align="left")
    p.grain(0.3)
    p.paper(0.35)


@poster("skyhook-nine")
def skyhook_nine(p):
    """Nineties blue-steel blockbuster, seen from above the drop."""
    p.bg(linear(0, 0, 0, H, "#06183a", "#1c5fa8", "#8fd0f2", "#e8f6ff"))
    for i in range(5):
        p.smoke(p.rng.uniform(-120, 120), 250 + i * 40, 380, 150, "#ffffff", 0.9, seed=i * 3, low=0.25)
    for i in range(9):  # fields far below
        x, y = p.rng.uniform(0, 330), p.rng.uniform(400, 470)
        p.fill(poly([(x, y), (x + 50, y + 4), (x + 40, y + 24), (x - 12, y + 18)]), p.rng.choice(["#7fa87a", "#b9b878", "#5f8a7c"]), a=0.35, blur=1.5)
    craft = rotate(place(jet(), 132, 246, w=250), 38, 132, 150)
    p.shadow(craft, 30, 60, 18, 0.3, "#06183a")
    p.volume(craft, "#5a6a7c", "#eaf4ff", "#101c2c", angle=-100, depth=6)
    for dx, dy in ((-52, -24), (-28, 20), (30, -60), (64, -34)):
        p.glow(circle(132 + dx + 6, 168 + dy, 4), "#ff9a3a", 8, 2)
    rope = smooth([(120, 176), (180, 236), (210, 286)], closed=False)
    p.stroke(rope, "#0a1424", 4)
    p.stroke(rope, "#dfe8f0", 1.6)
    hook = outline(smooth([(210, 286), (214, 306), (234, 314), (246, 298), (240, 286)], closed=False), 7)
    p.volume(hook, "#c9d2da", "#fff", "#33404c", depth=2)
    hang = dict(POSES["hang"], le=(-16, -70), lh=(-28, -58), la=(-20, -14), lk=(-14, -32), rk=(12, -36), ra=(22, -18), rt=(28, -12), lt=(-26, -8))
    man = rotate(place(figure(hang, 1.15), 236, 446, h=158), -12, 236, 300)
    p.volume(man, "#18222e", "#ffb36a", "#04080e", angle=-20, depth=4)
    p.streaks(60, "#ffffff", 0, 480, 0.5, (40, 150), (0.5, 1.6), angle=66)
    for x, y, s in ((318, 96, 34), (340, 160, 22), (286, 52, 18)):
        p.fill(rotate(place(jet(), x, y, w=s), 38, x, y), "#0a1a34")
    p.fill(rect(0, 428, W, 128), linear(0, 410, 0, 470, "#06183a00", "#06183a"))
    steel = linear(0, 440, 0, 496, (0, "#ffffff"), (0.48, "#8fa8c0"), (0.5, "#1c2f48"), (0.75, "#9fc0e0"), (1, "#ffffff"))
    t = p.title_path("SKYHOOK", 22, 444, 244, 46, font="russo", lines=1, align="left")
    p.stroke(t, "#02081a", 4)
    p.fill(t, steel)
    n = p.title_path("9", 276, 420, 74, 74, font="russo", lines=1)
    p.stroke(n, "#02081a", 4)
    p.fill(n, linear(0, 420, 0, 494, "#fff0a0", "#ff8a1c", "#a82a0c"))
    p.text("N   I   N   E", 313, 506, 8, "russo", "#ffb36a")
    p.tagline(508, 12, "oswald", "#dfeefa", x=22, align="left", tracking=0.06)
    p.cast_line(30, 2, 15, "oswald", "#ffffff", sep="          ")
    p.credits(524, "#dfeefa90")
    p.grain(0.2)


@poster("granite-fist")
def granite_fist(p):
    """Kung-fu double-bill: the mountain is the hand."""
    p.bg("#f2b21c")
    for i in range(26):  # brushy rays in two yellows
        p.fill(wedge(186, 240, 520, i * 13.85, 6.8), "#f7d24a" if i % 2 else "#e89a12")
    p.fill(circle(186, 190, 132), "#c8201c")
    shape = fist()
    bx, by, bw, bh = bounds(shape)
    k = 330 / bh
    at = lambda q: move(scale(q, k), 190 - k * (bx + bw / 2), 440 - k * (by + bh))  # noqa: E731
    rock = rough(at(shape), 9, 2.6, 3)
    p.shadow(rock, 14, 12, 8, 0.5)
    p.volume(rock, "#7a7068", "#e6dccb", "#2a2420", angle=-130, depth=16)
    for i in range(4):  # each finger and the thumb is its own block
        finger = rough(at(rrect(-31 + i * 15.5, -52, 15, 34, 7)), 9, 2, i)
        p.volume(finger, "#8f8478", "#f4ecd8", "#3a322c", angle=-130, depth=12)
        p.stroke(finger, "#1a1512", 2.4)
    thumb = rough(at(limb(-30, -2, 8, 12, -12, 8)), 9, 2, 9)
    p.volume(thumb, "#8f8478", "#f4ecd8", "#3a322c", angle=-130, depth=12)
    p.stroke(thumb, "#1a1512", 2.4)
    p.texture("#2a2420", 14, 5, 0.55, 0.9, 0.5, clip=rock)
    p.texture("#f4ecd8", 10, 4, 0.7, 0.95, 0.35, clip=rock, seed=4)
    with p.clip(rock):
        for i in range(7):
            crack = move(lightning(p.rng.uniform(60, 130), i), p.rng.uniform(100, 280), p.rng.uniform(110, 340))
            p.fill(crack, "#1a1512")
    for _ in range(60):  # flying rubble
        a, d = p.rng.uniform(0, math.tau), p.rng.uniform(150, 240)
        s = p.rng.uniform(2, 11)
        p.fill(polygon(5, 190 + d * math.cos(a), 240 + d * math.sin(a) * 0.9, s, a * 57), p.rng.choice(["#2a2420", "#5a5048", "#8a7e70"]))
    fighter = place(figure("kick", 1.12, hair="ponytail", skirt=0.0), 268, 448, h=188)
    p.fill(outline(fighter, 6), "#f7d24a")
    p.volume(fighter, "#1a1a2e", "#ff9a4a", "#05050a", angle=-140, depth=4)
    foe = rotate(place(figure("fall", 1.15, hat=None), 80, 436, h=120), -28, 80, 380)
    p.fill(outline(foe, 5), "#f7d24a")
    p.fill(foe, "#5a0f10")
    p.fill(rect(0, 440, W, 116), "#1a0a08")
    t = p.title_path("GRANITE FIST", 20, 430, 330, 66, font="knewave", lines=1)
    p.fill(outline(t, 7), "#1a0a08")
    p.fill(t, linear(0, 436, 0, 496, "#fff2a0", "#f2b21c", "#d8401c"))
    p.fill(move(vertical_path("巨岩鉄拳", "dela", 34, 1.04), 30, 24), "#c8201c")
    p.text("HE BROKE THE MOUNTAIN.", 350, 32, 17, "bangers", "#1a0a08", "right", 0.02)
    p.text("THE MOUNTAIN BROKE FIRST.", 350, 52, 17, "bangers", "#c8201c", "right", 0.02)
    p.cast_line(516, 3, 11, "oswald", "#f7d24a")
    p.credits(530, "#f7d24a90", rows=2, size=9)
    p.scratches(40)
    p.grain(0.4)
    p.paper(0.2, folds=True)


@poster("the-avalanche-brigade")
def avalanche_brigade(p):
    """Late-fifties gouache: a diagonal of white, and the men it chases."""
    p.bg("#2a6fb8")
    p.fill(rect(0, 0, W, 300), linear(0, 0, 0, 300, "#12356e", "#5fa8dc"))
    p.fill(cut([(0, 330), (60, 150), (96, 190), (150, 76), (214, 196), (250, 160), (370, 330), (370, 400), (0, 400)], p.rng, 4), "#dcecf6")
    for pts in ([(150, 76), (214, 196), (250, 160), (320, 262), (230, 300), (176, 214)], [(60, 150), (96, 190), (110, 300), (76, 260)]):
        p.fill(cut(pts, p.rng, 4), "#6f9cc8")
    slope = poly([(0, 210), (370, 470), (370, 556), (0, 556)])
    p.fill(slope, linear(0, 210, 200, 556, "#ffffff", "#b9d4e8"))
    for i in range(46):  # the avalanche itself, in round brush dabs
        t = p.rng.random()
        x, y = t * 250 - 10 + p.rng.gauss(0, 12), 196 + t * 176 + p.rng.gauss(0, 15)
        r = p.rng.uniform(12, 40) * (1.1 - t * 0.5)
        p.fill(circle(x, y, r), radial(x - r * 0.3, y - r * 0.5, r * 1.5, "#ffffff", "#e2eff8", "#7fa8cc"))
    for x, y, h, turn in ((150, 398, 96, 24), (226, 446, 112, 26), (304, 498, 126, 30)):
        ski = union(limb(-40, 2, 1.4, 46, 2, 1.4), limb(46, 2, 1.4, 54, -4, 1.2))
        body = figure(dict(POSES["crouch"], rh=(30, -38), lh=(28, -34)), 1.1, hat="hood")
        poles = line_bar(28, -36, -16, 4, 1.3)
        who = rotate(place(group(body, ski, poles), x, y, h=h * 0.7), turn, x, y)
        p.fill(who, "#14203a")
        p.fill(rotate(place(rifle(), x - 12, y - h * 0.42, w=h * 0.5), turn - 34, x - 12, y - h * 0.42), "#7a1c16")
    p.fill(poly([(0, 470), (230, 556), (0, 556)]), "#b3241c")
    p.text("THE", 350, 48, 23, "alfaslab", "#f6e7b8", "right")
    p.text("AVALANCHE", 350, 92, 47, "alfaslab", "#fff", "right", width=330)
    p.text("BRIGADE", 350, 134, 47, "alfaslab", "#f2c23a", "right", width=240)
    p.text("Their heaviest weapon", 14, 518, 12, "kaushan", "#fff", "left")
    p.text("was the hill itself!", 14, 535, 12, "kaushan", "#f2c23a", "left")
    p.credits(545, "#14203ac0", width=160, x=352, align="right", rows=1, size=5)
    p.grain(0.35)
    p.paper(0.25)


@poster("cold-exhaust")
def cold_exhaust(p):
    """2003 tuner night: frost, headlights, an angled wordmark."""
    p.bg(linear(0, 0, 0, H, "#03070c", "#0d2f44", "#061018"))
    blocks, windows = skyline(W, 150, 44, 20, 44)
    p.fill(move(blocks, 0, 276), "#06141e", blur=1.5)
    p.fill(move(windows, 0, 276), "#5fd0ff", a=0.5, blur=0.8)
    p.bokeh(26, (0, 150, W, 110), ("#5fd0ff", "#b8f0ff", "#ff5a2c"), (5, 16), 0.4)
    p.fill(rect(0, 270, W, 290), linear(0, 270, 0, H, "#0a1c28", "#02060a"))
    for i in range(40):
        y = 280 + p.rng.random() ** 1.5 * 200
        p.fill(oval(p.rng.uniform(0, W), y, p.rng.uniform(20, 90), 1), "#7fd8ff", a=0.2)
    body, glass, lamps = car_front()
    at = lambda q: move(scale(q, 3.1), 190, 436)  # noqa: E731
    p.smoke(-60, 300, 300, 190, "#cfeeff", 0.85, seed=1, low=0.25)
    p.smoke(150, 310, 300, 180, "#cfeeff", 0.8, seed=6, low=0.25)
    p.fill(oval(190, 440, 170, 16), "#000", a=0.85, blur=8)
    p.volume(at(body), "#10181f", "#9fe0ff", "#020406", angle=-90, depth=9)
    p.fill(at(glass), linear(0, 260, 0, 320, "#7fd0f0", "#0a1a24"))
    p.fill(at(poly([(-24, -14), (24, -14), (20, -6), (-20, -6)])), "#000")
    p.fill(at(poly([(-22, -30), (22, -30), (18, -22), (-18, -22)])), "#02060a")
    p.stroke(at(line([(-46, -34), (0, -37), (46, -34)])), "#9fe0ff", 1.6, a=0.7)
    p.fill(at(rrect(-11, -21, 22, 6, 1)), "#e8eef2")
    p.text("C0LD 3X", 190, 387, 12, "archivo", "#10181f", width=52)
    for s in (-1, 1):
        lamp = at(poly([(s * 28, -30), (s * 45, -33), (s * 46, -24), (s * 30, -23)]))
        p.fill(lamp, "#f4fdff")
        p.glow(lamp, "#7fe0ff", 26, 3)
        b = lamp.getBounds()
        p.fill(oval(b.centerX(), b.centerY(), 190, 2), "#d8f6ff", a=0.7, blur=2, blend="screen")
    p.fog(386, 130, "#bfe8ff", 0.75)
    for x, h, pose, hair, sk in ((52, 172, "akimbo", "long", 0), (326, 184, "heroic", None, 0)):
        who = place(figure(pose, 1.05, hair=hair, coat=0.0), x, 426, h=h)
        p.volume(who, "#05090d", "#8fe0ff", "#010203", angle=0 if x < 100 else 180, depth=3)
    p.snow(140, 2.6, "#e8faff", 0.8, 0.8)
    t = skew(p.title_path("COLD EXHAUST", 24, 44, 322, 96, font="orbitron", lines=["COLD", "EXHAUST"], stretch=True), -0.16, 0, 0, 92)
    p.glow(t, "#3fb8ff", 9, 1)
    p.fill(t, linear(0, 44, 0, 140, "#ffffff", "#8fd8ff", "#2f8fd0"))
    p.streaks(20, "#ffffff", 90, 96, 0.8, (60, 200), (0.5, 1.2))
    p.tagline(30, 11.5, "orbitron", "#ff6a2c", tracking=0.06)
    p.fill(rect(0, 486, W, 70), linear(0, 470, 0, 510, "#02060a00", "#02060a"))
    p.cast_line(510, 3, 11, "oswald", "#d8f6ff")
    p.credits(526, "#9fc8d890")
    p.grain(0.2)


@poster("payload-zero")
def payload_zero(p):
    """The grille fills the frame; the number plate tells the joke."""
    p.bg("#120c08")
    p.fill(rect(0, 0, W, 380), linear(0, 0, 0, 380, "#e8641c", "#f2a23a", "#5a1c0c"))
    p.smoke(-80, 20, 300, 300, "#2a120a", 0.85, seed=3)
    p.smoke(180, -10, 300, 320, "#2a120a", 0.85, seed=8)
    p.explosion(320, 220, 70, seed=2)
    p.explosion(46, 244, 56, seed=6)
    body, glass, lamps, grille = truck_front()
    at = lambda q: move(scale(q, 3.2), 185, 462)  # noqa: E731
    p.shadow(at(body), 0, 6, 16, 0.9)
    p.volume(at(body), "#2a2c30", "#c9b49a", "#08090a", angle=-90, depth=10)
    p.fill(at(glass), linear(60, 160, 300, 250, "#f2a86a", "#3a2018", "#0c0a0a"))
    driver = place(union(oval(0, -20, 9, 12), smooth([(-26, 18, 0), (-20, -2), (0, -8), (20, -2), (26, 18, 0)]), oval(0, -29, 11, 5)), 236, 242, h=66)
    with p.clip(at(glass)):
        p.fill(driver, "#0a0605")
        p.fill(poly([(80, 160), (130, 160), (90, 250), (40, 250)]), "#fff", a=0.15)
    p.stroke(at(glass), "#08090a", 4)
    p.fill(at(rrect(-26, -65, 52, 38, 3)), "#08090a")
    for i in range(7):
        p.fill(at(rect(-23, -62 + i * 4.9, 46, 2.4)), linear(110, 0, 260, 0, "#5a5c60", "#f2f4f6", "#6a6c70"))
    for s in (-1, 1):
        c = at(circle(s * 36, -23, 7))
        p.fill(at(circle(s * 36, -23, 8.4)), "#c9ccd0")
        p.fill(c, "#fffbe6")
        p.glow(c, "#ffd27a", 34, 3)
    p.fill(at(rrect(-50, -34, 100, 5, 2)), "#d9dde0", a=0.35)
    plate = at(rrect(-17, -21, 34, 9, 1))
    p.fill(plate, "#f2e8c8")
    p.text("0.000 T", 185, 420, 26, "bebas", "#1a1208", width=96)
    for x in (-30, -15, 0, 15, 30):
        p.fill(at(oval(x, -102, 3, 2)), "#ffb84a")
        p.glow(at(oval(x, -102, 3, 2)), "#ff9a2a", 5, 1)
    p.rain(160, 34, 82, "#ffe0b0", 0.4)
    p.sparks(185, 452, 120, 240, spread=180, start=180)
    p.fill(rect(0, 450, W, 106), linear(0, 436, 0, 474, "#08060400", "#080604"))
    p.text("PAYLOAD", 20, 512, 62, "anton", "#f4efe6", "left", width=206)
    zero = minus(oval(296, 482, 52, 41), oval(296, 482, 24, 26))
    p.fill(union(zero, line_bar(268, 520, 324, 444, 10)), "#e8341c")
    p.text("ZERO", 232, 509, 17, "anton", "#e8341c", angle=-90)
    p.tagline(26, 12.5, "oswald", "#1a0c06", tracking=0.05)
    p.credits(538, "#c9b49a90", rows=2, size=7)
    p.grain(0.25)


@poster("monsoon-protocol")
def monsoon_protocol(p):
    """2012 teal and amber: an alley of signs, rain, and a man with his back to us."""
    p.bg(linear(0, 0, 0, H, "#06161c", "#14424a", "#041014"))
    p.fill(oval(185, 250, 120, 160), "#f2b25a", a=0.7, blur=50)
    for s in (-1, 1):
        for i in range(7):
            x0 = 185 + s * (44 + i * 24)
            p.fill(poly([(x0, 60 - i * 30), (x0 + s * 26, 30 - i * 30), (x0 + s * 26, 470 + i * 12), (x0, 430 + i * 10)]), mix("#1c4a4e", "#03090c", i / 6))
            for k in range(6):
                y = 80 + k * 56 + p.rng.uniform(-10, 10)
                if p.rng.random() < 0.72:
                    col = p.rng.choice(["#ff9a3a", "#ffcf6a", "#ff4a3a", "#3fe0d0"])
                    sign = rrect(x0 + (2 if s > 0 else -20), y, 18, p.rng.uniform(14, 46), 2)
                    p.glow(sign, col, 8, 1)
                    p.fill(sign, mix(col, "#000000", 0.25))
                    b = sign.getBounds()
                    for q in range(int(b.height() // 9)):
                        p.fill(rect(b.left() + 4, b.top() + 3 + q * 9, p.rng.uniform(5, 10), 4), "#fff6e0", a=0.9)
    for i in range(7):
        y = 70 + i * 34
        p.stroke(smooth([(20, y), (185, y + 20 + i * 3), (350, y - 8)], closed=False), "#02080a", 1)
    p.fill(poly([(0, 470), (140, 396), (230, 396), (370, 470), (370, 556), (0, 556)]), linear(0, 396, 0, 556, "#b07a3a", "#143238", "#020608"))
    for i in range(70):
        y = 402 + p.rng.random() * 130
        p.fill(oval(185 + p.rng.gauss(0, 70), y, p.rng.uniform(4, 30), 0.9), p.rng.choice(["#ffcf6a", "#ff6a3a", "#5fe0d0"]), a=0.5)
    man = place(figure(dict(POSES["walk_front"], rh=(16, -50), re=(13, -65)), 1.1, coat=1.25, hold=pistol()), 185, 474, h=226)
    brolly = place(umbrella(), 172, 330, w=190)
    p.volume(brolly, "#0a1a1e", "#ffcf8a", "#010405", angle=-90, depth=4)
    p.volume(man, "#04090b", "#f2b25a", "#010304", angle=-90, depth=3)
    p.fill(scale(man, 1, -0.34, cy=474), "#020608", a=0.7, blur=2)
    for i in range(60):
        x = 172 + p.rng.uniform(-98, 98)
        p.fill(circle(x, 254 + abs(x - 172) ** 2 * 0.004 - p.rng.uniform(0, 7), p.rng.uniform(0.5, 1.6)), "#fff6e0", a=0.8)
    p.rain(420, 40, 80, "#dff6f4", 0.45, 0.8)
    p.fill(rect(0, 0, W, 150), linear(0, 0, 0, 150, "#03090c", "#03090cd0", "#03090c00"))
    p.text("MONSOON", 185, 60, 50, "league", "#f4f8f6", tracking=0.26, width=330)
    p.text("PROTOCOL", 185, 84, 19, "league", "#ff9a3a", tracking=0.82, width=330)
    p.tagline(104, 10.5, "inter-light", "#dff0ee", tracking=0.08)
    p.fill(rect(0, 492, W, 64), linear(0, 482, 0, 520, "#02060800", "#020608"))
    p.credits(522, "#b9d0ce90")
    p.cast_line(508, 3, 10, "oswald", "#f4f8f6")
    p.grain(0.22)


@poster("hammer-lane")
def hammer_lane(p):
    """Late-eighties airbrush: the threat is in the mirror."""
    p.bg(linear(0, 0, 0, H, (0, "#1a0a3a"), (0.35, "#a8246a"), (0.56, "#ff8a3a"), (0.57, "#1a0c1e"), (1, "#0a0510")))
    p.fill(circle(185, 300, 84), linear(0, 216, 0, 384, "#fff09a", "#ff5a6a"))
    for i in range(7):
        p.fill(rect(90, 266 + i * 9, 190, 1.6 + i * 0.7), "#d83a5c")
    p.fill(move(ridge(W, 46, 8), 0, 318), "#2a0c3a")
    p.fill(rect(0, 314, W, 250), linear(0, 314, 0, H, "#2a1030", "#08040c"))
    road = poly([(168, 314), (202, 314), (440, 556), (-70, 556)])
    p.fill(road, linear(0, 314, 0, 556, "#3a2a3a", "#101014"))
    for k in (0.25, 0.75):
        for i in range(7):
            t0, t1 = (i / 7) ** 2.2, ((i + 0.5) / 7) ** 2.2
            x = lambda t: 168 + 34 * k + (-238 + 476 * k) * t  # noqa: E731
            p.fill(poly([(x(t0) - 1 - 3 * t0, 314 + 242 * t0), (x(t0) + 1 + 3 * t0, 314 + 242 * t0), (x(t1) + 1 + 4 * t1, 314 + 242 * t1), (x(t1) - 1 - 4 * t1, 314 + 242 * t1)]), "#ffe9a0")
    body, glass, wheels = car_front()
    tail = place(body, 246, 470, w=124)
    p.volume(tail, "#8a1420", "#ff9a6a", "#1a0408", angle=-90, depth=5)
    p.fill(fit(glass, 206, 400, 80, 22), "#12060c")
    for x in (196, 276):
        lamp = rrect(x, 434, 22, 9, 2)
        p.fill(lamp, "#ff2a2a")
        p.glow(lamp, "#ff2a2a", 12, 2)
    mirror = rrect(34, 132, 302, 104, 34)
    p.fill(line_bar(185, 60, 185, 140, 16), "#0a0510")
    p.shadow(mirror, 4, 10, 10, 0.7)
    p.volume(mirror, "#1c1420", "#ff9ac0", "#050208", angle=-90, depth=5)
    inner = rrect(45, 142, 280, 84, 28)
    with p.clip(inner):
        p.fill(inner, linear(0, 142, 0, 226, "#ffb45a", "#d83a5c"))
        truck, tglass, tlamps, tgrille = truck_front()
        at = lambda q: move(scale(q, 1.05), 185, 238)  # noqa: E731
        p.volume(at(truck), "#14101a", "#ffb45a", "#030206", angle=-90, depth=3)
        p.fill(at(tglass), "#ff8a3a")
        p.fill(at(tgrille), "#c9b4c0")
        for s in (-1, 1):
            c = at(circle(s * 36, -23, 8))
            p.fill(c, "#fffbe0")
            p.glow(c, "#fff0a0", 22, 3)
        p.fill(poly([(60, 142), (120, 142), (80, 226), (20, 226)]), "#fff", a=0.18)
    p.text("OBJECTS IN MIRROR ARE ANGRIER THAN THEY APPEAR", 185, 249, 7.5, "oswald", "#ffe9a0", tracking=0.12)
    t = p.title_path("HAMMER LANE", 20, 34, 330, 62, font="teko", lines=1)
    t = skew(t, -0.14, 0, 0, 66)
    p.stroke(t, "#0a0510", 5)
    p.fill(t, linear(0, 36, 0, 94, (0, "#ffffff"), (0.5, "#ff9ac0"), (0.52, "#5a1450"), (1, "#ffcf6a")))
    p.tagline(118, 13, "kaushan", "#ffe9a0")
    p.fill(rect(0, 486, W, 70), linear(0, 476, 0, 516, "#08040c00", "#08040c"))
    p.cast_line(512, 2, 12, "oswald", "#ffcf6a")
    p.credits(528, "#e0b0d090")
    p.grain(0.25)


@poster("the-falcon-ledger")
def falcon_ledger(p):
    """2007: the bird is made of the paperwork."""
    p.bg(radial(185, 220, 400, "#e6e2d6", "#b9b2a2", "#5a564e"))
    bird_ = rotate(fit(falcon(), 14, 64, 342, 300), 24, 185, 210)
    with p.clip(bird_):
        p.fill(bird_, "#12161c")
        for row in range(60):
            x, y = -10, 40 + row * 6
            while x < W:
                w = p.rng.uniform(6, 30)
                p.fill(rect(x, y, w, 2.6), p.rng.choice(["#c9a24a", "#e6d09a", "#8a6a2a", "#2a3038", "#2a3038"]))
                x += w + 3
        p.fill(bird_, linear(60, 60, 320, 380, "#00000000", "#000000a0"))
    p.stroke(bird_, "#12161c", 2)
    for _ in range(44):  # loose leaves shed from the wings
        x, y = p.rng.uniform(20, 230), p.rng.uniform(180, 430)
        leaf = rotate(poly([(x, y), (x + 12, y + 2), (x + 11, y + 17), (x - 1, y + 15)]), p.rng.uniform(0, 180), x, y)
        p.shadow(leaf, 1, 2, 1.5, 0.3)
        p.fill(leaf, p.rng.choice(["#f4efe2", "#e6d09a", "#ffffff"]))
    blocks, windows = skyline(W, 84, 51, 14, 30)
    p.fill(move(blocks, 0, 458), "#2a2e34", a=0.55, blur=1)
    roof = poly([(0, 470), (230, 452), (246, 556), (0, 556)])
    p.fill(roof, "#0c0f14")
    hero = place(figure("walk_front", 1.08, coat=0.85), 92, 466, h=206)
    p.volume(hero, "#0c0f14", "#e6d09a", "#020304", angle=-20, depth=3)
    p.fill(rrect(112, 392, 30, 24, 2), "#0c0f14")
    p.fill(rect(0, 446, W, 110), linear(0, 436, 0, 480, "#0c0f1400", "#0c0f14"))
    p.text("THE", 156, 450, 15, "cinzel", "#c9a24a", "left", 0.3)
    p.text("FALCON", 350, 488, 42, "cinzel", "#f4efe2", "right", 0.02, width=196)
    p.text("LEDGER", 350, 522, 35, "cinzel", "#c9a24a", "right", 0.02, width=196)
    p.tagline(36, 11.5, "cinzel", "#12161c", tracking=0.16)
    p.credits(537, "#c9c2b090", rows=2, size=7.5)
    p.grain(0.2)


@poster("ten-tons-of-thunder")
def ten_tons(p):
    """1984: muscles, tyres, lightning; subtlety parked elsewhere."""
    p.bg(linear(0, 0, 0, H, "#1c0f4a", "#5a1c8a", "#ff5a3a", "#ffc23a"))
    for i, (x, h, s) in enumerate(((40, 330, 3), (310, 300, 8), (214, 220, 12), (110, 240, 21))):
        bolt = move(lightning(h, s), x, -10)
        p.glow(bolt, "#b8d8ff", 12, 2)
        p.fill(bolt, "#ffffff")
    p.smoke(-80, 240, 520, 200, "#ffdc8a", 0.8, seed=3)
    for x in (82, 288):  # monster-truck tyres either side
        p.fill(oval(x, 420, 74, 82), "#0c0a10")
        for i in range(22):
            t = i / 22 * math.tau
            p.fill(rotate(rrect(x - 8, 334, 16, 18, 3), math.degrees(t), x, 420), "#0c0a10")
        p.volume(circle(x, 420, 40), "#8a8f98", "#ffffff", "#2a2c34", depth=6)
        p.fill(move(wheel(30, 6), x, 420), "#d8201c")
    cab = smooth([(60, 350, 0), (70, 310), (118, 300), (138, 250), (232, 250), (252, 300), (300, 310), (310, 350, 0)])
    p.volume(cab, "#d8201c", "#ffb08a", "#4a060a", angle=-90, depth=10)
    p.fill(smooth([(142, 298, 0), (154, 262), (216, 262), (228, 298, 0)]), linear(0, 260, 0, 298, "#cfe8ff", "#1c2a4a"))
    p.fill(rrect(112, 316, 146, 32, 6), "#16121a")
    for i in range(9):
        p.fill(rect(120 + i * 15, 320, 8, 24), "#d9dde4")
    for x in (90, 280):
        p.fill(circle(x, 330, 15), "#fffbe0")
        p.glow(circle(x, 330, 15), "#fff09a", 18, 2)
    for i in range(5):
        p.fill(circle(141 + i * 22, 244, 8), "#fff6c0")
        p.glow(circle(141 + i * 22, 244, 8), "#ffe07a", 8, 1)
    flat, fglass, fwheels = car("sedan")
    squashed = move(scale(group(flat, fglass), 1.5, 0.62), 36, 492)
    p.volume(squashed, "#2f6fb8", "#cfe8ff", "#0a1c3a", angle=-90, depth=4)
    brute = dict(POSES["akimbo"], ls=(-15, -80), rs=(15, -80), le=(-25, -68), re=(25, -68), lh=(-9, -62), rh=(9, -62))
    hero = place(figure(brute, 1.5), 185, 494, h=214)
    p.fill(outline(hero, 5), "#1c0f4a")
    p.volume(hero, "#c97a4a", "#ffe0b0", "#4a1a12", angle=-60, depth=7)
    bx, by, bw, bh = bounds(hero)
    with p.clip(hero):
        p.fill(rect(bx, by + bh * 0.5, bw, bh), "#22345a")
        p.fill(poly([(bx + bw * 0.36, by + bh * 0.18), (bx + bw * 0.64, by + bh * 0.18), (bx + bw * 0.6, by + bh * 0.52), (bx + bw * 0.4, by + bh * 0.52)]), "#f4f0e6", a=0.95)
        p.fill(rect(bx, by + bh * 0.49, bw, 7), "#16121a")
    face(p, 185, by + bh * 0.075, 34, skin="#d98a54", shade="#4a1a12", side=1, hair="#d9a01c", style="short", shadow=0.3)
    p.fill(rrect(172, by + bh * 0.056, 26, 5, 2), "#16121a")
    p.fill(rect(0, 486, W, 70), "#160a24")
    t = p.title_path("TEN TONS", 20, 20, 330, 60, font="bangers", lines=1)
    u = p.title_path("OF THUNDER", 20, 84, 330, 66, font="bangers", lines=1)
    for q in (t, u):
        for k in range(7, 0, -1):
            p.fill(move(q, -k * 0.8, k), "#12082a")
        p.fill(q, linear(0, 20, 0, 150, "#fff6a0", "#ffb81c", "#ff5a1c"))
        p.stroke(q, "#ffffff", 0.8, a=0.7)
    p.tagline(508, 14, "bangers", "#ffc23a", tracking=0.06)
    p.credits(524, "#ffdca090")
    p.grain(0.3)
    p.scratches(20)


@poster("vault-of-the-tide-kings")
def tide_kings(p):
    """2015 spectacle: a drowned gate, and small people before it."""
    p.bg(linear(0, 0, 0, H, "#0a4a5a", "#0d6a74", "#052a34", "#020d12"))
    p.fill(oval(185, 252, 150, 190), "#ffe08a", a=0.6, blur=50)
    p.rays(185, 40, "#fff6cf", n=22, r=520, a=0.45, spread=110, start=35, jitter=0.7, blur=4, blend="screen")
    for s in (-1, 1):  # colossal kings flank the gate
        x = 185 + s * 120
        king = union(
            smooth([(x - 46, 480, 0), (x - 40, 300), (x - 34, 220), (x, 196), (x + 34, 220), (x + 40, 300), (x + 46, 480, 0)]),
            oval(x, 174, 19, 26), poly([(x - 22, 158), (x - 25, 118), (x - 12, 138), (x, 108), (x + 12, 138), (x + 25, 118), (x + 22, 158)]),
            smooth([(x - 14, 186), (x + 14, 186), (x + 10, 236), (x, 252), (x - 10, 236)]),
        )  # fmt: skip
        p.volume(king, "#1c5a5e", "#ffe29a", "#04181c", angle=180 if s > 0 else 0, depth=10)
        p.fill(oval(x - 7, 172, 4, 2), "#04181c")
        p.fill(oval(x + 7, 172, 4, 2), "#04181c")
        for k in range(5):
            p.stroke(smooth([(x - 26 + k * 13, 262), (x - 30 + k * 15, 360), (x - 34 + k * 17, 476)], closed=False), "#04181c", 2.6, a=0.5)
        spear = line_bar(x - s * 44, 480, x - s * 44, 96, 4)
        p.fill(union(spear, poly([(x - s * 44 - 8, 104), (x - s * 44, 70), (x - s * 44 + 8, 104)]), poly([(x - s * 44 - 17, 112), (x - s * 44 - 14, 84), (x - s * 44 - 9, 112)]), poly([(x - s * 44 + 17, 112), (x - s * 44 + 14, 84), (x - s * 44 + 9, 112)])), "#d9b45a")
    p.texture("#04181c", 16, 4, 0.6, 0.95, 0.4)
    gate = union(rect(140, 260, 90, 210), circle(185, 262, 45))
    p.fill(outline(gate, 14), "#d9a83a")
    p.fill(outline(gate, 5), "#7a5010")
    p.fill(gate, linear(0, 220, 0, 470, "#fffbe0", "#ffd25a", "#e08a1c"))
    p.glow(gate, "#ffd25a", 26, 2)
    stair = [poly([(140 - i * 16, 452 + i * 7), (230 + i * 16, 452 + i * 7), (230 + i * 16, 461 + i * 7), (140 - i * 16, 461 + i * 7)]) for i in range(5)]
    for i, s in enumerate(stair):
        p.fill(s, mix("#e0a83a", "#0a2a30", i / 5))
    for x, h, pose in ((160, 44, "walk_front"), (184, 50, "heroic"), (208, 42, "stand")):
        p.fill(place(figure(pose, 1.05, hair="ponytail" if x == 184 else None, hold=sword() if x == 208 else None), x, 462, h=h), "#1a0c04")
    p.fill(rect(0, 450, W, 106), linear(0, 454, 0, 486, "#020d1200", "#020d12"))
    for _ in range(80):
        p.stroke(circle(p.rng.uniform(0, W), p.rng.uniform(60, 470), p.rng.uniform(0.5, 2.6)), "#e6fff6", 0.6, a=0.5)
    for x, y, w in ((70, 120, 30), (98, 104, 22), (300, 96, 26), (276, 126, 18)):
        p.fill(place(fish(), x, y, w=w), "#03181c", a=0.8)
    gold = linear(0, 492, 0, 528, "#fff6cf", "#e0a83a", "#8a5a12")
    p.text("VAULT OF THE", 185, 490, 13, "cinzel", "#e6c87a", tracking=0.42)
    p.text("TIDE KINGS", 185, 522, 38, "cinzel", gold, tracking=0.08, width=326)
    p.tagline(30, 11.5, "cinzel", "#fff6cf", tracking=0.1)
    p.credits(536, "#9fd0ca90", rows=2, size=8)
    p.grain(0.18)
    p.vignette(0.45)


def fish():
    """A small fish facing right."""
    return union(oval(0, 0, 16, 6), poly([(-12, 0), (-24, -7), (-24, 7)]))


@poster("steel-orchard")
def steel_orchard(p):
    """2019: machine trees in rows to a red vanishing point."""
    p.bg(linear(0, 0, 0, H, (0, "#1a0c10"), (0.4, "#a8301c"), (0.58, "#f2a25a"), (0.6, "#3a1410"), (1, "#080406")))
    p.fill(circle(185, 300, 62), "#ffe6b8")
    p.glow(circle(185, 300, 62), "#ff8a4a", 40, 2)

    def robot_tree(x, base, h, tone):
        """A trunk of jacks and a crown of reaching arms, each with a red eye."""
        k = h / 100
        parts = [rect(x - 5 * k, base - 62 * k, 10 * k, 62 * k), poly([(x - 14 * k, base), (x - 5 * k, base - 16 * k), (x + 5 * k, base - 16 * k), (x + 14 * k, base)]), rrect(x - 9 * k, base - 70 * k, 18 * k, 14 * k, 2 * k)]
        tips = []
        for a in (-160, -128, -102, -78, -52, -20):
            t = math.radians(a)
            ex, ey = x + 26 * k * math.cos(t), base - 66 * k + 26 * k * math.sin(t)
            t2 = t + (0.5 if a < -90 else -0.5)
            fx, fy = ex + 22 * k * math.cos(t2), ey + 22 * k * math.sin(t2)
            parts += [line_bar(x, base - 64 * k, ex, ey, 4 * k), circle(ex, ey, 3.4 * k), line_bar(ex, ey, fx, fy, 2.6 * k), line_bar(fx, fy, fx + 4 * k, fy + 12 * k, 1.6 * k), line_bar(fx, fy, fx - 4 * k, fy + 12 * k, 1.6 * k)]
            tips.append((fx, fy))
        p.fill(group(parts), tone)
        for fx, fy in tips:
            p.fill(circle(fx, fy, 1.9 * k), "#ff3a1c")
            if h > 110:
                p.glow(circle(fx, fy, 3 * k), "#ff3a1c", 5, 1)

    for i in range(7):
        t = (i / 6) ** 1.7
        for s in (-1, 1):
            robot_tree(185 + s * (26 + 150 * t), 330 + 130 * t, 46 + 260 * t, mix("#8a3420", "#0c0608", min(1, 0.25 + t)))
    p.fog(300, 90, "#ffb07a", 0.6)
    for i in range(9):
        x = 185 + (i - 4) * 70
        p.stroke(line([(185 + (i - 4) * 5, 334), (x + (i - 4) * 40, 556)]), "#ff8a4a", 1, a=0.25)
    path_ = poly([(178, 334), (192, 334), (250, 520), (120, 520)])
    p.fill(path_, linear(0, 334, 0, 520, "#ffcf9a", "#3a1410"), a=0.8)
    soldier = place(figure(dict(POSES["walk_front"]), 1.2, hat="helmet", coat=0.0), 185, 470, h=126)
    gun = place(rifle(), 200, 414, w=66)
    p.volume(union(soldier, rotate(gun, -38, 190, 410)), "#0a0608", "#ffb07a", "#020102", angle=-90, depth=2.5)
    p.fill(poly([(176, 468), (196, 468), (214, 530), (160, 530)]), "#000", a=0.7, blur=3)
    p.sparks(185, 300, 60, 240)
    p.text("STEEL", 28, 60, 52, "unbounded", "#ffe6d0", "left", 0.1, width=314)
    p.text("ORCHARD", 28, 96, 34, "unbounded", "#ff5a2c", "left", 0.06, width=314)
    p.tagline(514, 13, "inter-light", "#ffe6d0", tracking=0.3)
    p.credits(530, "#e0a08a90", rows=2)
    p.grain(0.22)


@poster("pier-of-sparks")
def pier_of_sparks(p):
    """Harbour noir: a welder's light draws half a face."""
    p.bg("#06080c")
    p.fill(oval(300, 330, 240, 230), radial(300, 340, 240, "#ff8a2a", "#6a2408", "#06080c00"))
    for x, w, k in ((240, 92, 1.0), (330, 70, 0.8), (180, 50, 0.55)):  # gantry cranes
        crane = group(line_bar(0, 0, 10, -120, 5), line_bar(44, 0, 34, -120, 5), line_bar(-50, -120, 86, -120, 6), line_bar(22, -158, -48, -120, 2.5), line_bar(22, -158, 84, -120, 2.5), line_bar(22, -160, 22, -118, 4), line_bar(4, -60, 40, -60, 3), line_bar(-30, -118, -30, -76, 1.2), rect(-36, -78, 12, 8))
        p.fill(place(crane, x, 424, h=210 * k), "#0c0a0c" if k > 0.7 else "#2a140c")
    for i in range(5):
        for k in range(3):
            p.fill(rect(186 + i * 40, 420 - k * 16, 37, 14), p.rng.choice(["#5a1c12", "#1c2a34", "#7a3a14", "#101418"]))
    p.fill(rect(0, 420, W, 140), linear(0, 420, 0, H, "#2a120a", "#040608"))
    for _ in range(60):
        p.fill(oval(p.rng.gauss(280, 70), p.rng.uniform(426, 500), p.rng.uniform(3, 24), 0.9), "#ff9a3a", a=0.5)
    face(p, 118, 218, 318, skin="#b5764a", shade="#07080b", light="#ffd9a0", side=1, hair="#050608", style="short", shadow=0.66, gaze=0.4)
    p.fill(smooth([(-20, 560, 0), (-20, 400), (50, 370), (120, 392), (184, 366), (232, 400), (256, 560, 0)]), "#07080b")
    p.stroke(smooth([(184, 366), (232, 400), (250, 480)], closed=False), "#ff9a3a", 3, a=0.8, blur=1.2)
    ox, oy = 292, 372
    p.sparks(ox, oy, 260, 250)
    p.fill(rect(0, 330, W, 230), linear(0, 340, 0, 440, "#04060800", "#040608f0"))
    p.glow(circle(ox, oy, 12), "#ffb45a", 40, 3)
    p.fill(circle(ox, oy, 8), "#ffffff")
    p.sparks(ox, oy, 120, 120, colours=("#ffffff", "#fff3c0"))
    worker = place(flip(figure("kneel", 1.1, hat="helmet")), 326, 440, h=74)
    p.fill(worker, "#020304")
    t = p.title_path("불꽃의 부두", 22, 424, 326, 74, font="noto-kr", lines=1)
    with p.distress(0.2):
        p.fill(t, linear(0, 430, 0, 500, "#fff3d8", "#ff8a2a"))
    p.text("PIER OF SPARKS", 185, 508, 12, "inter", "#fff3d8", tracking=0.42)
    p.tagline(30, 11.5, "inter-light", "#ffd9a0", x=350, align="right")
    p.credits(526, "#d9a07a90", rows=3)
    p.grain(0.28)


@poster("sirocco-run")
def sirocco_run(p):
    """Fifties serial colour: the storm has a face and the lorries have no water."""
    p.bg(linear(0, 0, 0, H, "#f6c84a", "#f2943a", "#c8501c"))
    storm = smooth([(370, -10, 0), (370, 330, 0), (300, 342), (220, 330), (150, 338), (120, 300), (150, 262), (116, 226), (150, 186), (120, 150), (170, 116), (150, 70), (210, 50), (216, -10, 0)])
    p.fill(storm, "#c8641c")
    for i in range(90):
        x, y, r = p.rng.uniform(140, 370), p.rng.uniform(-10, 336), p.rng.uniform(12, 40)
        if storm.contains(x - r * 0.5, y):
            p.fill(circle(x, y, r), radial(x - r * 0.4, y - r * 0.4, r * 1.3, "#f2b45a", "#d07a2a", "#a84a1400"))
    for part in (oval(212, 150, 24, 13, 14), oval(290, 150, 26, 13, -14)):
        p.fill(part, "#5a1c0c", blur=3)
        p.fill(oval(bounds(part)[0] + 22, 152, 6, 6), "#fff0a0")
    p.fill(smooth([(190, 246), (230, 226), (280, 224), (326, 244), (300, 286), (256, 298), (212, 284)]), "#5a1c0c", blur=3)
    p.stroke(smooth([(182, 128), (214, 122), (238, 138)], closed=False), "#5a1c0c", 6, blur=1.5)
    p.stroke(smooth([(264, 138), (290, 120), (326, 126)], closed=False), "#5a1c0c", 6, blur=1.5)
    for i, (y, tone) in enumerate(((330, "#e8a23a"), (372, "#d8842a"), (424, "#b85a1c"))):
        dune = smooth([(-20, 570, 0), (-20, y + 20), (70, y + 4), (170, y + 26), (270, y - 8), (390, y + 22, 0), (390, 570, 0)])
        p.fill(dune, tone)
        p.stroke(smooth([(-20, y + 20), (70, y + 4), (170, y + 26), (270, y - 8), (390, y + 22)], closed=False), "#ffe29a", 2, a=0.8)

    def lorry(x, y, w, tone):
        """A bonneted desert lorry going left, w long."""
        k = w / 100
        q = minus(union(rrect(30, -46, 70, 36, 3), smooth([(34, -12, 0), (34, -44, 0), (20, -42), (16, -28), (2, -24), (0, -10, 0)]), rect(0, -14, 100, 6)), rect(20, -38, 9, 11))
        wheels_ = group(*[circle(cx, -8, 9) for cx in (14, 62, 86)])
        at = lambda z: move(scale(z, k), x, y)  # noqa: E731
        p.volume(at(q), tone, "#ffe6a8", "#2a1208", angle=-130, depth=3 * k + 1)
        p.fill(at(wheels_), "#1a0c06")
        p.fill(at(group(*[circle(cx, -8, 4) for cx in (14, 62, 86)])), "#c98a4a")
        for i in range(3):
            p.stroke(at(smooth([(38 + i * 20, -10), (40 + i * 20, -45)], closed=False)), "#2a1208", 1, a=0.6)

    p.smoke(180, 300, 220, 90, "#f6d27a", 0.8, seed=4)
    lorry(232, 372, 62, "#8a5a2a")
    lorry(150, 400, 92, "#7a6a3a")
    p.smoke(120, 350, 270, 120, "#f2c46a", 0.75, seed=9)
    lorry(14, 456, 170, "#5a6a3c")
    gunner = place(flip(figure("aim", 1.1, hat="peaked", hold=rifle())), 118, 384, h=90)
    p.volume(gunner, "#4a2a14", "#ffe6a8", "#1a0c06", angle=-130, depth=2)
    lady = place(figure("stand", 0.9, skirt=1.4, hair="long"), 312, 480, h=168)
    gent = place(figure("akimbo", 1.05, hat="fedora"), 266, 482, h=176)
    p.volume(gent, "#e8d2a0", "#fff8e0", "#5a2a12", angle=-120, depth=5)
    p.volume(lady, "#b3241c", "#ffb08a", "#4a0a0c", angle=-120, depth=5)
    bx, by, bw, bh = bounds(gent)
    with p.clip(gent):
        p.fill(rect(bx, by + bh * 0.49, bw, bh), "#4a3422", a=0.85)
    p.fill(oval(bx + bw / 2, by + bh * 0.115, bh * 0.03, bh * 0.042), "#b5713c")
    bx, by, bw, bh = bounds(lady)
    with p.clip(lady):
        p.fill(rect(bx, by, bw, bh * 0.16), "#2a1006", a=0.9)
    p.fill(oval(bx + bw / 2, by + bh * 0.075, bh * 0.03, bh * 0.042), "#d9935a")
    t = rotate(p.title_path("SIROCCO RUN", 16, 476, 338, 50, font="kaushan", lines=1), -3, 185, 500)
    p.fill(outline(t, 6), "#5a120c")
    p.fill(t, "#ffe9a0")
    p.text("GOLD, GUNS", 20, 46, 31, "anton", "#5a120c", "left")
    p.text("and four hundred", 22, 68, 18, "oleo", "#5a120c", "left")
    p.text("miles of sand!", 22, 88, 18, "oleo", "#5a120c", "left")
    p.cast_line(546, 3, 9.5, "oswald", "#ffe9a0")
    p.grain(0.35)
    p.paper(0.25, folds=True)


@poster("magnet-train-88")
def magnet_train(p):
    """2024: the numerals are the tunnel."""
    p.bg("#07030f")
    cx, cy = 185, 250
    for i in range(26, 0, -1):
        k = i / 26
        r = 20 + 330 * k**1.6
        ring_ = rrect(cx - r * 0.8, cy - r, r * 1.6, r * 2, r * 0.6)
        p.stroke(ring_, mix("#ff2ab8", "#1ce0ff", (i % 6) / 5), 1 + 5 * k, a=0.25 + 0.6 * k if i % 2 else 0.12)
    for _ in range(170):
        a = p.rng.uniform(0, math.tau)
        d0 = p.rng.uniform(60, 300)
        d1 = d0 + p.rng.uniform(20, 110)
        col = p.rng.choice(["#ff2ab8", "#1ce0ff", "#ffffff", "#7a3aff"])
        p.stroke(line([(cx + d0 * math.cos(a), cy + d0 * math.sin(a)), (cx + d1 * math.cos(a), cy + d1 * math.sin(a))]), col, p.rng.uniform(0.5, 2), a=0.6, blend="screen")
    p.fill(poly([(140, 410), (230, 410), (420, 556), (-50, 556)]), "#05020a")
    for s in (-1, 1):
        p.stroke(line([(185 + s * 34, 402), (185 + s * 170, 556)]), "#1ce0ff", 4)
        p.stroke(line([(185 + s * 34, 402), (185 + s * 170, 556)]), "#1ce0ff", 10, a=0.4, blur=6)
    body, glass, lamps = train_front()
    at = lambda q: move(scale(q, 2.1), 185, 420)  # noqa: E731
    p.glow(at(body), "#7a3aff", 30, 1)
    p.volume(at(body), "#161226", "#ff6ad8", "#04020a", angle=-120, depth=10)
    p.fill(at(glass), linear(110, 230, 260, 300, "#1ce0ff", "#12204a", "#ff2ab8"))
    who = place(figure("aim", 1.1, hair="ponytail", hold=pistol()), 196, 216, h=92)
    p.volume(who, "#05020a", "#1ce0ff", "#000", angle=180, depth=2)
    p.fill(at(poly([(-6, 0), (6, 0), (2, -50), (-2, -50)])), "#05020a")
    for s in (-1, 1):
        lamp = at(poly([(s * 16, -36), (s * 44, -44), (s * 40, -30), (s * 20, -28)]))
        p.fill(lamp, "#ffffff")
        p.glow(lamp, "#1ce0ff", 22, 3)
    t = p.title_path("88", 66, 300, 238, 164, font="unbounded", lines=1, stretch=True)
    with p.layer(alpha=0.92, blend="screen"):
        p.stroke(t, "#ff2ab8", 6, blur=5)
        p.stroke(t, "#ffd8f4", 2.4)
    p.text("MAGNET TRAIN", 185, 500, 33, "unbounded", "#ffffff", width=326)
    p.tagline(522, 12, "orbitron", "#1ce0ff", tracking=0.3)
    p.text("IN CINEMAS AND AT 600 KM/H", 185, 34, 8.5, "orbitron", "#ffffff", tracking=0.2)
    p.credits(537, "#c8a8ff90", rows=2, size=7.5)
    p.grain(0.18)


@poster("rooftop-cavalry")
def rooftop_cavalry(p):
    """2026 comedy-action in flat colour: horses where pigeons belong."""
    p.bg(linear(0, 0, 0, H, "#ff9ab0", "#ffd0a8", "#fff0d0"))
    p.fill(circle(286, 150, 62), "#fff6dc")
    for y, s, tone in ((330, 61, "#f2a8b8"), (380, 72, "#d87f9f")):
        blocks, windows = skyline(W, 120, s, 18, 38)
        p.fill(move(blocks, 0, y), tone)
    p.fill(rect(0, 376, W, 190), "#d87f9f")
    left = poly([(0, 312), (152, 312), (152, 556), (0, 556)])
    right = poly([(262, 384), (370, 384), (370, 556), (262, 556)])
    for q, x0, x1, y0 in ((left, 10, 150, 330), (right, 272, 370, 404)):
        p.fill(q, "#3a2a6a")
        for x in range(x0, x1 - 14, 24):
            for y in range(y0, 540, 34):
                win = rrect(x, y, 14, 20, 2)
                p.fill(win, p.rng.choice(["#ffd06a", "#5a4a9a", "#5a4a9a", "#ff9ab0"]))
    p.fill(rect(-4, 306, 164, 10), "#2a1c52")
    p.fill(rect(254, 378, 120, 10), "#2a1c52")
    tank = union(rect(16, 262, 46, 34), poly([(10, 264), (39, 240), (68, 264)]), rect(20, 294, 4, 14), rect(54, 294, 4, 14))
    p.fill(tank, "#2a1c52")
    p.stroke(line([(330, 380), (330, 330)]), "#2a1c52", 3)
    p.stroke(line([(316, 340), (344, 340), (330, 352)]), "#2a1c52", 2)
    rider = dict(POSES["sit"], la=(14, -2), lt=(20, 2), ra=(16, -2), rt=(22, 2), lk=(18, -22), rk=(19, -22), re=(16, -64), rh=(28, -80), rs=(3, -56), hd=(4, -68))
    for x, y, w, turn, coat, horse_tone in ((196, 292, 206, -12, "#e8341c", "#5a2a1c"), (66, 310, 118, -4, "#1c8a8a", "#f7f0e6"), (318, 384, 96, 8, "#f2b21c", "#2a1c2a")):
        h = place(horse(), x, y, w=w)
        bx, by, bw, bh = bounds(h)
        man = place(figure(rider, 1.1, hat="peaked", hold=scale(sword(True), 0.9) if w > 150 else None), bx + bw * 0.50, by + bh * 0.62, h=bh * 0.92)
        h, man = rotate(h, turn, x, y), rotate(man, turn, x, y)
        p.fill(h, horse_tone)
        p.fill(man, coat)
    for x, y, s in ((222, 400, 1), (206, 430, -1), (236, 452, 1)):  # what the hooves knocked loose
        p.fill(rotate(rrect(x, y, 16, 9, 1), 30 * s, x, y), "#c8502c")
    for i in range(8):
        p.fill(place(rotate(bird(1), p.rng.uniform(-20, 20)), p.rng.uniform(20, 250), p.rng.uniform(190, 250), w=p.rng.uniform(10, 18)), "#3a2a6a")
    p.stack(["ROOFTOP"], 22, 26, 326, "lilita", "#e8341c", maxh=62)
    p.stack(["CAVALRY"], 22, 94, 326, "lilita", "#3a2a6a", maxh=62)
    p.tagline(182, 11, "fredoka", "#3a2a6a", x=22, align="left", width=130, lines=4)
    p.text("GALLOPING IN NEXT SUMMER", 207, 540, 8, "fredoka", "#fff6dc", tracking=0.05, width=104)
    p.text("SUMMER 2026", 207, 528, 13, "lilita", "#fff6dc", width=100)
    p.grain(0.12)
