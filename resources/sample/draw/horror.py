"""The horror posters."""

import math

from kit import *  # noqa: F403
from shapes import *  # noqa: F403


@poster("the-milk-cellar")
def milk_cellar(p):
    """Seventies found object: a bottle that has gone off, with somebody in it."""
    p.bg("#1b1710")
    p.fill(rect(0, 0, W, 392), radial(185, 250, 300, "#8f7a35", "#4b3b17", "#1b1710"))
    p.fill(rect(0, 392, W, 164), "#0d0b08")
    jar = place(bottle(), 185, 452, h=372)
    p.shadow(jar, 22, 12, 16, 0.8)
    p.fill(jar, linear(110, 0, 260, 0, "#6f6a4e", "#cfc59b", "#8f865c"))
    with p.clip(jar):
        milk = smooth([(90, 236, 0), (140, 226), (185, 240), (230, 228), (280, 238, 0), (280, 470, 0), (90, 470, 0)])
        p.fill(milk, linear(108, 0, 262, 0, "#b9b27e", "#f3efcf", "#d9d2a0", "#7f7a4a"))
        # the face is only what the curdling leaves dark
        for part in (oval(160, 312, 13, 20, 8), oval(211, 312, 13, 20, -8), oval(186, 382, 20, 36)):
            p.fill(part, "#5a5a24", blur=7)
            p.fill(scale(part, 0.72, cx=part.getBounds().centerX(), cy=part.getBounds().centerY()), "#15140a", blur=3.5)
        p.fill(smooth([(180, 322), (190, 322), (196, 346), (176, 346)]), "#8a8448", blur=5)
        p.fill(oval(142, 356, 10, 24, 14), "#a59f62", blur=8)
        p.fill(oval(231, 356, 10, 24, -14), "#a59f62", blur=8)
        p.fill(rect(122, 130, 9, 300), "#fffdf0", a=0.55, blur=4)
    p.fill(place(rrect(0, 0, 84, 20, 5), 185, 92, w=84), "#9c2a1d")
    p.fill(smooth([(60, 462), (110, 446), (180, 452), (262, 444), (318, 460), (330, 474), (240, 486), (130, 484)]), linear(0, 444, 0, 486, "#efeacb", "#a49d63"))
    p.title("The Milk Cellar", 24, 488, 322, 40, font="caprasimo", paint="#efe7bf", lines=1)
    p.tagline(26, 12, "caslon", "#efe7bf", lines=1)
    p.credits(540, "#c9bf8899", rows=2, size=8)
    p.grain(0.35)
    p.paper(0.15)


@poster("moth-hour")
def moth_hour(p):
    """A swarm that has the shape of a skull, over the one lit house."""
    p.bg(radial(185, 250, 380, "#23375e", "#0d1630", "#05070f"))
    head = place(skull(), 185, 372, h=300)
    p.fill(oval(185, 225, 130, 150), "#7fa7d8", a=0.25, blur=40)
    placed = 0
    while placed < 620:
        x, y = p.rng.uniform(50, 320), p.rng.uniform(60, 390)
        inside = head.contains(x, y)
        if not inside and p.rng.random() > 0.035:
            continue
        wings, body, _ = moth()
        size = p.rng.uniform(6, 15) if inside else p.rng.uniform(4, 22)
        m = rotate(scale(group(wings, body), size / 100, size / 100 * p.rng.uniform(0.5, 1)), p.rng.uniform(0, 360))
        p.fill(move(m, x, y), p.rng.choice(["#dfe9f2", "#b9cbe0", "#8ea9cc", "#f3e8c8"]), a=p.rng.uniform(0.6, 1))
        placed += 1
    ground = move(hills(W, 40, 5), 0, H)
    walls, win = house()
    both = place(group(walls, win), 196, 500, h=82)
    p.fill(place(walls, 196, 500, h=82), "#04060c")
    p.fill(rect(0, 496, W, 60), "#04060c")
    p.fill(ground, "#04060c")
    x, y, _, _ = bounds(both)
    lamp = rect(x + 19, y + 38, 8, 12)
    p.glow(lamp, "#ffb94a", 16, 3)
    p.fill(lamp, "#fff0b8")
    p.fill(poly([(x + 19, y + 50), (x + 27, y + 50), (x + 10, 535), (x - 40, 535)]), linear(0, y + 50, 0, 535, "#ffc96080", "#ffc96000"))
    p.text("MOTH", 26, 56, 46, "righteous", "#f3e8c8", "left", 0.1)
    p.text("HOUR", 344, 56, 46, "righteous", "#f3e8c8", "right", 0.1)
    p.tagline(410, 11.5, "jost", "#cfdcf0")
    p.credits(530, "#8ea9ccb0", rows=2, size=9.5)
    p.grain(0.25)


@poster("the-hollow-bishop")
def hollow_bishop(p):
    """Thirties stone litho: a mitre and cope with nobody inside."""
    p.bg("#e9d9a8")
    p.fill(rect(12, 12, W - 24, H - 24), linear(0, 12, 0, 544, "#0f2f2a", "#1e5a44", "#c8b64a"))
    with p.clip(rect(12, 12, W - 24, H - 24)):
        p.rays(185, 190, "#e9e07a", n=26, r=420, a=0.55, jitter=0.3)
        for i in range(3):  # receding arches
            k = 1 - i * 0.2
            arch = union(rect(185 - 160 * k, 200, 320 * k, 400), oval(185, 200, 160 * k, 150 * k))
            p.stroke(arch, mix("#0a1f1c", "#2f7a5a", i * 0.35), 15 - i * 4)
        robe = smooth([(185, 150, 0), (240, 190), (292, 300), (330, 470, 0), (40, 470, 0), (78, 300), (130, 190)])
        p.volume(robe, "#7c1420", "#d8452f", "#2a0610", angle=-120, depth=14)
        for dx in (-58, -24, 14, 52):
            p.stroke(smooth([(185 + dx * 0.4, 240), (185 + dx, 340), (185 + dx * 1.9, 470)], closed=False), "#2a0610", 5, a=0.6, blur=2)
        stole = poly([(168, 226), (202, 226), (214, 470), (156, 470)])
        p.fill(stole, linear(156, 0, 214, 0, "#8a6a1c", "#f1d668", "#8a6a1c"))
        for y in range(260, 460, 44):
            p.fill(union(rect(182, y, 6, 26), rect(174, y + 8, 22, 6)), "#5a1018")
        mitre = smooth([(140, 132, 0), (136, 84), (185, 22, 0), (234, 84), (230, 132, 0), (185, 142)])
        p.volume(mitre, "#d9b944", "#fff2a0", "#6f4a12", angle=-120, depth=8)
        p.fill(union(rect(181, 52, 8, 62), rect(163, 76, 44, 8)), "#7c1420")
        hollow = smooth([(142, 132, 0), (185, 141), (228, 132, 0), (226, 190), (206, 224), (185, 234), (164, 224), (144, 190)])
        p.fill(hollow, radial(185, 180, 60, "#000000", "#04100d"))
        for s in (-1, 1):
            p.glow(oval(185 + s * 17, 172, 4, 2.4), "#b8ff7a", 6, 3)
            p.fill(oval(185 + s * 17, 172, 3.4, 2, s * 14), "#efffc8")
        for s in (-1, 1):  # skeletal hands held out
            wrist = limb(185 + s * 92, 330, 15, 185 + s * 116, 388, 11)
            p.fill(wrist, "#3a0a12")
            p.volume(place(rotate(claw(), s * -14), 185 + s * 122, 458, h=82), "#b9b892", "#f2f0c8", "#3c4a34", depth=4)
    p.fill(rect(12, 448, W - 24, 96), "#170b0a")
    title = p.title_path("The Hollow Bishop", 24, 452, 322, 54, font="fraktur", lines=1)
    p.fill(move(title, 2.5, 2.5), "#8c1620")
    p.fill(title, "#f3dc5e")
    p.tagline(520, 11, "fell", "#e9d9a8")
    p.cast_line(536, 3, 8.5, "oswald", "#c8a048")
    p.grain(0.4)
    p.paper(0.4, folds=True)


@poster("beneath-the-lambing-field")
def lambing_field(p):
    """A cross-section: a thin strip of farm, and what lies in the soil."""
    p.bg("#d9dccb")
    p.fill(rect(0, 0, W, 150), linear(0, 0, 0, 150, "#b9c4c0", "#e6e4d3"))
    p.fill(move(hills(W, 16, 3), 0, 146), "#9fae96")
    p.fog(100, 46, "#f4f2e6", 0.9)
    soil = smooth([(-10, 146, 0), (70, 142), (180, 148), (290, 141), (380, 145, 0), (380, 560, 0), (-10, 560, 0)])
    p.fill(soil, linear(0, 140, 0, 556, "#3d2d22", "#1c130f", "#0b0706"))
    p.fill(move(grass(W, 5, 2, 300), 0, 146), "#6f7d55")
    for x, s in ((64, 1), (92, -1), (120, 1), (286, -1)):  # ewes
        ewe = union(oval(0, -7, 7, 4.6), oval(8 * s, -9, 2.6, 2), *[rect(q, -4, 1.2, 5) for q in (-4, -1.5, 2, 4)])
        p.fill(move(ewe, x, 145), "#f6f3ea")
    p.fill(place(figure("stand", 0.9, coat=1.1, hair="bob"), 228, 146, h=34), "#2a2420")
    with p.clip(soil):
        p.texture("#000", 14, 4, 0.55, 0.9, 0.5)
        p.texture("#7a5a3c", 5, 2, 0.75, 0.95, 0.4, seed=4)
        p.fill(oval(196, 340, 118, 128), radial(196, 340, 126, "#7b2a22", "#4a1713", "#1c130f00"))
        # one creature curled on itself: wool, a spine, too many legs
        lamb = smooth([(116, 330), (122, 270), (170, 232), (230, 236), (276, 286), (280, 350), (248, 404), (196, 424), (150, 408), (160, 388), (200, 392), (232, 366), (238, 330), (214, 292), (180, 288), (160, 306), (168, 330), (186, 338), (184, 356), (160, 368), (130, 360)])
        p.volume(lamb, "#d8cdb8", "#fff7e6", "#5b3129", angle=-110, depth=10)
        for i in range(90):
            a = math.radians(150 + 250 * p.rng.random())
            r = p.rng.uniform(70, 92)
            p.stroke(arc(196 + r * math.cos(a), 330 + r * math.sin(a), 4, p.rng.uniform(0, 360), 220), "#8f7f6a", 0.7, a=0.6)
        p.fill(smooth([(136, 326, 0), (145, 320), (154, 327, 0), (145, 331)]), "#1a0b08")
        for x0, y0, x1, y1, x2, y2 in ((248, 380, 212, 352, 196, 372), (262, 350, 222, 330, 206, 342), (222, 402, 190, 374, 168, 384), (196, 300, 204, 322, 196, 340)):
            leg = union(limb(x0, y0, 8, x1, y1, 5), limb(x1, y1, 5, x2, y2, 3))
            p.volume(leg, "#b7a794", "#efe2cc", "#4a241d", depth=3)
        for i in range(14):  # roots come down to feed it
            x = p.rng.uniform(10, 360)
            pts = [(x, 140)]
            for k in range(6):
                pts.append((pts[-1][0] + (196 - pts[-1][0]) * 0.14 + p.rng.uniform(-14, 14), pts[-1][1] + p.rng.uniform(12, 26)))
            p.stroke(smooth(pts, closed=False), "#8a6c50", p.rng.uniform(0.5, 1.8), a=0.7)
    p.text("BENEATH THE LAMBING FIELD", 185, 40, 15, "cormorant", "#26221c", tracking=0.24, width=320)
    p.tagline(60, 10.5, "cormorant-italic", "#4a463c")
    p.laurel(70, 492, 66, "PREMIERE", "Fjordlight Fantastic", "#d9c8ac")
    p.laurel(300, 492, 66, "JURY PRIZE", "Nights of Skarn", "#d9c8ac")
    p.credits(526, "#d9c8acb0", size=9)
    p.grain(0.12)


@poster("teeth-of-the-lighthouse")
def teeth_of_the_lighthouse(p):
    """Two-colour quad of the early sixties: the beam is a jaw."""
    p.bg("#0b0b0d")
    p.rain(260, 30, 70, "#6f7680", 0.4)
    upper = poly([(84, 188), (370, 20), (370, 176)])
    lower = poly([(84, 200), (370, 206), (370, 360)])
    beam = union(upper, lower, poly([(84, 186), (370, 150), (370, 240), (84, 202)]))
    p.fill(beam, linear(84, 0, 370, 0, "#fff9b0", "#f4d417", "#e0b800"))
    # teeth: black bites out of the light, growing with distance
    for i in range(7):
        x = 126 + i * 36
        k = (x - 84) / 286
        half, depth = 8 + 15 * k, 8 + 66 * k
        mid = 194
        gap = 6 + 28 * k
        p.fill(poly([(x - half, mid - gap - depth), (x + half, mid - gap - depth), (x + 2, mid - gap + depth * 0.4)]), "#fffbe0")
        p.fill(poly([(x - half + 8, mid + gap + depth), (x + half + 8, mid + gap + depth), (x + 6, mid + gap - depth * 0.4)]), "#fffbe0")
    throat = poly([(92, 194), (370, 150), (370, 240)])
    teeth = group([poly([(126 + i * 36 - 8 - 15 * k, 194 - 6 - 94 * k), (126 + i * 36 + 8 + 15 * k, 194 - 6 - 94 * k), (128 + i * 36, 194 + 2 * k)]) for i, k in ((i, (42 + i * 36) / 286) for i in range(7))])
    p.fill(minus(throat, teeth), "#a5140f")
    tower, lamp = lighthouse()
    both = place(group(tower, lamp), 76, 556, h=408)
    p.fill(both, linear(40, 0, 112, 0, "#c9ccd0", "#f4f4f0", "#55585e"))
    with p.clip(both):
        for y in range(240, 556, 70):
            p.fill(poly([(30, y), (130, y + 18), (130, y + 52), (30, y + 34)]), "#a5140f")
        p.fill(rect(82, 150, 60, 420), "#000", a=0.45, blur=6)
    p.glow(circle(76, 194, 16), "#fff6a0", 14)
    p.fill(oval(76, 194, 13, 15), "#fffde0")
    p.fill(circle(80, 194, 5), "#0b0b0d")
    p.fill(move(ridge(W, 54, 9), 0, 556), "#1b1d22")
    p.fill(smooth([(200, 556, 0), (230, 522), (290, 506), (340, 512), (380, 526, 0), (380, 556, 0)]), "#24272d")
    p.fill(place(figure("run", 0.9, skirt=1, hair="long"), 306, 514, h=58), "#f4d417")
    p.stack(["TEETH OF THE"], 126, 368, 226, "creepster", "#fffbe0", maxh=26)
    p.stack(["LIGHTHOUSE"], 126, 401, 226, "creepster", "#f4d417", maxh=48)
    p.text("Follow the beam -", 20, 30, 17, "oleo", "#fffbe0", "left")
    p.text("if you DARE to reach it!", 20, 50, 17, "oleo", "#f4d417", "left")
    p.cast_line(542, 3, 9, "oswald", "#fffbe0", width=236, x=236)
    p.grain(0.35)
    p.border(7, "#efe9d6")


@poster("the-seventh-cradle")
def seventh_cradle(p):
    """Swiss grid: six cradles in order and one that is not."""
    p.bg("#ece4d0")
    shape = cradle()
    for i in range(6):
        x, y = 76 + (i % 2) * 108, 92 + (i // 2) * 92
        p.fill(place(shape, x, y, w=84), "#17130f")
    p.fill(rect(240, 0, 130, 556), "#b3141b")
    rocking = rotate(place(shape, 305, 268, w=104), -17, 305, 236)
    p.fill(rocking, "#17130f")
    arm = smooth([(298, 178, 0), (306, 130), (302, 80), (318, 34), (338, -6, 0), (372, -6, 0), (354, 60), (336, 106), (332, 150), (322, 178, 0)])
    p.fill(union(arm, place(claw(), 309, 250, h=96)), "#ece4d0")
    for k in range(3):
        p.stroke(arc(305, 190, 106 + k * 9, 62, 40), "#ece4d0", 1.6)
    p.stack(["THE", "SEVENTH", "CRADLE"], 28, 310, 198, ["inter-black"] * 3, "#17130f", gap=7, maxh=66)
    p.tagline(486, 10, "inter", "#17130f", x=28, align="left", lines=2)
    p.credits(524, "#17130fc0", width=190, x=28, align="left", size=7.5, rows=4)
    p.grain(0.18)
    p.paper(0.22)


@poster("no-one-leaves-pinewater")
def pinewater(p):
    """Eighties slasher airbrush: the lake gives the forest back as a blade."""
    p.bg(linear(0, 0, 0, H, (0, "#140a24"), (0.3, "#4a1a4c"), (0.45, "#d2493c"), (0.5, "#f2a24a"), (0.52, "#5b1d38"), (1, "#060410")))
    p.stars(80, (0, 0, W, 160))
    p.fill(circle(250, 176, 52), radial(250, 176, 52, "#fff4c8", "#ffc46a"))
    p.glow(circle(250, 176, 52), "#ff9a4a", 26)
    p.fill(move(ridge(W, 70, 12), 0, 284), "#4b1a3c")
    left = place(forest(210, 150, 3, 9), 60, 286, w=230)
    right = place(forest(190, 120, 8, 8), 340, 286, w=170)
    p.fill(group(left, right), "#0b0614")
    hut = move(union(rect(0, -30, 54, 30), poly([(-8, -28), (27, -56), (62, -28)])), 206, 286)
    p.fill(hut, "#0b0614")
    p.fill(group(rect(216, 264, 9, 10), rect(240, 264, 9, 10)), "#ffd26a")
    p.glow(group(rect(216, 264, 9, 10)), "#ff9a3a", 8)
    # water: the reflected skyline runs out into a knife
    blade = smooth([(214, 288, 0), (286, 288, 0), (289, 360), (282, 430), (252, 490), (214, 522, 0), (212, 420)])
    with p.clip(rect(0, 286, W, 270)):
        p.fill(scale(group(left, right), 1, -0.5, cy=286), "#0b0614", a=0.9, blur=1.5)
        for i in range(46):
            y = 292 + i * 5.6
            x, k = 250 + p.rng.gauss(0, 8 + i * 0.6), p.rng.uniform(8, 46)
            p.fill(oval(x, y, k, 0.9), "#ffcf7a", a=0.6 * (1 - i / 60))
        p.fill(blade, linear(212, 0, 290, 0, (0, "#3a4058"), (0.2, "#7f8aa8"), (0.62, "#c9d3e4"), (0.66, "#f8fbff"), (1, "#aab6cc")))
        p.stroke(smooth([(262, 290), (265, 380), (254, 440), (222, 504)], closed=False), "#ffffff", 1.4)
        for i in range(20):
            y = 296 + i * 10.5
            p.fill(oval(250 + p.rng.gauss(0, 26), y, p.rng.uniform(8, 22), 0.9), "#5b1d38", a=0.6)
        drip = smooth([(212, 500, 0), (226, 508, 0), (222, 520), (216, 536), (211, 522)])
        p.fill(drip, "#c5121f")
    dock = poly([(60, 330), (118, 300), (128, 300), (96, 334)])
    p.fill(dock, "#08040e")
    p.fill(place(figure("stand", 1.15, hat="hood", coat=1), 104, 318, h=66), "#08040e")
    p.title("NO ONE LEAVES", 26, 24, 318, 34, font="knewave", paint="#ffe9c8", lines=1)
    t = p.title_path("PINEWATER", 20, 60, 330, 66, font="knewave", lines=1)
    p.shadow(t, 3, 4, 3, 0.8)
    p.fill(t, linear(0, 62, 0, 126, "#ff6a4a", "#d3121f", "#6a0713"))
    p.tagline(544, 12, "righteous", "#ffcf9a", x=300, width=124)
    p.credits(518, "#ffffff80", width=120, x=18, align="left", rows=4, size=7)
    p.scratches(30)
    p.grain(0.3)


@poster("wet-plaster")
def wet_plaster(p):
    """Everything is one wall; the light from the side finds someone in it."""
    p.bg("#c8c5ba")
    p.texture("#8f8b7d", 90, 6, 0.3, 0.9, 0.6)
    p.texture("#f5f3ea", 30, 5, 0.5, 0.95, 0.7, seed=3)

    def emboss(path, depth):
        """Raise a shape from the wall: light on one side, dark on the other, no outline."""
        with p.layer(alpha=0.9):
            p.fill(move(path, depth, depth * 0.6), "#3f3b33", blur=depth * 0.9)
            p.fill(move(path, -depth * 0.8, -depth * 0.5), "#fdfcf6", blur=depth * 0.8)
            p.fill(path, "#cbc8bd", blur=depth * 0.35)

    with p.layer(alpha=0.92, blur=1.8):
        face(p, 186, 216, 214, skin="#c6c2b6", shade="#5f5a4e", light="#fbfaf3", side=-1, hair="#8f8a7c", style="bald", shadow=0.3, mouth=1.5, lips="#a39e90")
    for s in (-1, 1):  # the eyes have been skimmed over
        p.fill(oval(186 + s * 33, 209, 24, 13, s * 6), "#7f7a6c", blur=4)
        p.fill(oval(186 + s * 33, 206, 15, 6, s * 6), "#2e2a24", a=0.7, blur=4)
    p.fill(minus(oval(186, 340, 150, 90), oval(186, 214, 76, 108)), "#c2beb2", a=0.9, blur=9)
    for s, x, y, turn in ((1, 84, 372, -20), (-1, 292, 360, 16)):
        palm = rotate(place(hand(), x, y, h=120), turn, x, y)
        emboss(palm if s > 0 else flip(palm), 7)
    for seed in range(5):
        crack = move(lightning(p.rng.uniform(100, 190), seed + 40), p.rng.uniform(10, 360), p.rng.uniform(-30, 300))
        p.fill(crack, "#3a362e", a=0.75)
        p.fill(move(crack, 1.2, 1), "#fff", a=0.5)
    for _ in range(26):  # runs of water
        x, y, k = p.rng.uniform(0, W), p.rng.uniform(300, 420), p.rng.uniform(60, 220)
        p.fill(limb(x, y, 0.8, x + p.rng.uniform(-2, 2), y + k, 2.4), "#6b6656", a=0.35, blur=0.8)
    with p.distress(0.42):
        p.text("wet", 38, 452, 78, "courier", "#2b2520", "left", -0.04)
        p.text("PLASTER", 344, 496, 56, "courier", "#7b1712", "right", -0.04)
    p.tagline(40, 13, "reenie", "#2b2520")
    p.credits(522, "#2b2520b0")
    p.vignette(0.65, "#2b261c", 0.5)
    p.grain(0.3)


@poster("the-bell-that-breathes")
def bell_that_breathes(p):
    """Fifties creature feature in full yellow panic."""
    p.bg(linear(0, 0, 0, H, "#f6c81c", "#f08a1c", "#a3210f"))
    p.rays(200, 210, "#fff3a0", n=18, r=520, a=0.8, jitter=0.4)
    with p.turned(11, 200, 200):
        b = place(bell(), 206, 346, h=300)
        p.shadow(b, 16, 18, 10, 0.5)
        p.volume(b, "#2f6f68", "#b9f0c8", "#0d2b30", angle=-130, depth=22)
        for y in (112, 128, 262, 276):
            p.stroke(smooth([(206 - 40 - (y - 110) * 0.32, y), (206, y + 12), (206 + 40 + (y - 110) * 0.32, y)], closed=False), "#0d2b30", 2.5, a=0.7)
        for s in (-1, 1):  # nostrils and furious eyes cast in the bronze
            sock = smooth([(206 + s * 10, 196, 0), (206 + s * 50, 168, 0), (206 + s * 52, 198), (206 + s * 26, 208)])
            p.fill(sock, "#081a1c")
            p.fill(oval(206 + s * 32, 190, 11, 9), "#fff46a")
            p.fill(oval(206 + s * 30, 191, 3.2, 8), "#b3100c")
            p.fill(oval(206 + s * 10, 232, 5, 9, s * 20), "#081a1c")
        mouth = smooth([(126, 312), (160, 288), (206, 282), (252, 288), (288, 312), (252, 344), (206, 352), (160, 344)])
        p.fill(mouth, radial(206, 318, 84, "#d8330f", "#4a0606"))
        with p.clip(mouth):
            for i in range(13):
                x = 130 + i * 13
                p.fill(poly([(x - 6, 278), (x + 6, 278), (x, 306)]), "#fff6d8")
                p.fill(poly([(x - 6, 356), (x + 6, 356), (x, 330)]), "#fff6d8")
        p.fill(smooth([(188, 320), (206, 314), (226, 322), (234, 384), (206, 412), (182, 384)]), "#c4283a")
        p.stroke(smooth([(206, 324), (207, 360), (206, 396)], closed=False), "#7a0f20", 2)
    p.smoke(-40, 330, 240, 150, "#fff6d8", 0.95, seed=2)
    p.smoke(180, 360, 240, 130, "#fff6d8", 0.9, seed=5)
    blocks, windows = skyline(W, 60, 14)
    p.fill(move(blocks, 0, 476), "#4a1420")
    p.fill(move(windows, 0, 476), "#f6c81c")
    p.fill(rect(0, 474, W, 90), "#2a0a12")
    for i, (x, h, pose) in enumerate(((30, 60, "run"), (78, 72, "arms_up"), (316, 66, "run"), (350, 58, "fall"), (270, 52, "run"))):
        who = figure(pose, 1, skirt=1 if i % 2 else 0, hair="bob" if i % 2 else None, hat=None if i % 2 else "fedora")
        p.fill(place(flip(who) if x < 120 else who, x, 500, h=h), "#12060a")
    p.text("THE BELL", 20, 56, 52, "bangers", "#a3130f", "left")
    p.text("THAT", 22, 86, 25, "bangers", "#12060a", "left")
    t = rotate(p.title_path("BREATHES", 18, 488, 334, 56, font="bangers", lines=1), -2, 185, 520)
    for k in range(7, 0, -1):
        p.fill(move(t, k * 0.7, k * 0.7), "#7a0f0c")
    p.fill(t, linear(0, 488, 0, 544, "#fff9c0", "#f6c81c"))
    p.text("It tolls for thee...", 352, 34, 13, "oleo", "#12060a", "right")
    p.text("and then it INHALES!", 352, 52, 15, "oleo", "#7a0f0c", "right")
    p.grain(0.3)
    p.paper(0.25, folds=True)


@poster("curse-of-the-velvet-hand")
def velvet_hand(p):
    """Forties programmer: plum velvet, a spotlight and deco lettering."""
    p.bg(linear(0, 0, 0, H, "#12091c", "#3a1446", "#12091c"))
    p.fill(poly([(120, 0), (250, 0), (352, 556), (18, 556)]), linear(0, 0, 0, 520, "#f2d9a0aa", "#f2d9a010"))
    glove = rotate(place(claw(), 185, 356, h=300), 4, 185, 200)
    cuff = smooth([(126, -10, 0), (250, -10, 0), (238, 70), (240, 112, 0), (134, 112, 0), (136, 70)])
    hand_ = union(glove, cuff)
    p.shadow(hand_, 14, 14, 12, 0.7)
    p.volume(hand_, "#6a1c7c", "#e8a0f0", "#1c0628", angle=-140, depth=13)
    with p.clip(hand_):
        p.texture("#f0b8ff", 3, 3, 0.6, 0.9, 0.35, "screen")
    for x in range(132, 246, 10):
        p.fill(circle(x, 112, 6), "#f2ead8")
        p.fill(circle(x - 1, 110, 3), "#fff")
    lady = place(figure("reach", 0.85, skirt=1.5, hair="long"), 96, 470, h=132)
    p.volume(lady, "#d9c9a4", "#fff6da", "#3a1a2c", angle=-50, depth=3)
    man = place(flip(figure("reach", 1.0, hat="fedora", coat=0.9)), 286, 470, h=132)
    p.volume(man, "#241430", "#a884b8", "#08040c", angle=-120, depth=2)
    p.fill(oval(185, 472, 160, 12), "#08040c", a=0.7, blur=5)
    p.text("CURSE OF THE", 185, 428, 17, "poiret", "#f2d9a0", tracking=0.2)
    t = p.title_path("Velvet Hand", 22, 436, 326, 66, font="oleo", lines=1)
    p.fill(move(t, 3, 3), "#08040c")
    p.fill(t, linear(0, 440, 0, 500, "#fff4cf", "#e2b04a", "#a8641c"))
    p.tagline(520, 11.5, "playfair-italic", "#f2d9a0")
    p.text("WITH A COLD SUPPORTING CAST", 185, 541, 7.5, "oswald", "#c9a0d8", tracking=0.3)
    for s in (0, 1):
        for k in range(3):
            x = 12 + k * 5 if not s else W - 12 - k * 5
            p.stroke(line([(x, 12 + k * 5), (x, H - 12 - k * 5)]), "#e2b04a", 1, a=0.9)
    p.grain(0.35)
    p.paper(0.2)


@poster("house-of-the-wet-doll")
def wet_doll(p):
    """Early-2000s J-horror: drained colour, a pane of wet glass, a small figure."""
    p.bg(linear(0, 0, 0, H, "#2c3a38", "#7b8c84", "#1a2422"))
    with p.layer(blur=3.2):
        p.fill(poly([(60, 0), (250, 0), (250, 430), (60, 470)]), "#9fb0a4")
        p.fill(poly([(60, 0), (80, 0), (80, 466), (60, 470)]), "#3a4844")
        p.fill(poly([(0, 500), (60, 470), (250, 430), (370, 500), (370, 556), (0, 556)]), "#28332f")
        doll = smooth([(152, 214), (176, 224), (186, 262), (198, 352), (214, 452, 0), (92, 452, 0), (106, 352), (118, 262), (128, 224)])
        p.fill(doll, "#dfe3d6")
        p.fill(oval(152, 184, 30, 38), "#d7d9cb")
        for s in (-1, 1):
            p.fill(limb(152 + s * 30, 244, 9, 152 + s * 38, 356, 5), "#ccd0c2")
            p.fill(oval(152 + s * 39, 362, 5, 10), "#b9bfae")
    with p.layer(blur=1.1):
        p.fill(smooth([(152, 134), (186, 150), (195, 196), (188, 268, 0), (116, 268, 0), (109, 196), (118, 150)]), "#0a0d0d")
        for i in range(90):  # wet strands, every length
            x = 109 + 86 * i / 89
            end = 280 + 90 * p.rng.random() + 30 * math.cos((i - 45) / 14)
            lock = smooth([(152 + (x - 152) * 0.6, 150), (x, 210), (x + p.rng.uniform(-5, 5), 270), (x + p.rng.uniform(-8, 8), end)], closed=False)
            p.stroke(lock, "#0a0d0d", p.rng.uniform(0.8, 2.6))
        p.fill(oval(170, 196, 4, 5.5), "#e8ece0")
        p.fill(circle(171, 197, 2), "#000")
    p.fill(smooth([(92, 452, 0), (214, 452, 0), (236, 500), (250, 556, 0), (70, 556, 0), (80, 500)]), "#cfd6ca", a=0.28, blur=8)
    for _ in range(230):  # beads of water on the pane
        x, y, r = p.rng.uniform(0, W), p.rng.uniform(0, H), 0.7 + 3.4 * p.rng.random() ** 4
        p.fill(oval(x, y, r * 0.85, r), "#101816", a=0.4)
        p.fill(oval(x - r * 0.2, y + r * 0.2, r * 0.6, r * 0.6), "#eaf2ec", a=0.55, blur=0.5)
    for _ in range(26):
        x, y, k = p.rng.uniform(0, W), p.rng.uniform(-40, 300), p.rng.uniform(80, 260)
        pts = [(x + p.rng.uniform(-2.5, 2.5), y + k * i / 8) for i in range(9)]
        p.stroke(smooth(pts, closed=False), "#e6efe9", 1.6, a=0.28)
        p.fill(oval(pts[-1][0], pts[-1][1], 2.4, 3.4), "#eef5f0", a=0.7)
    p.fill(move(vertical_path("濡れた人形の家", "noto-serif-jp", 47, 1.06), 312, 40), "#f1f4ee")
    p.text("HOUSE OF THE WET DOLL", 254, 46, 9, "cormorant", "#f1f4ee", "left", 0.25, angle=90)
    p.tagline(486, 12, "cormorant-italic", "#f1f4ee", x=185)
    p.credits(522, "#e6efe9a0")
    p.vignette(0.75, "#000", 0.45)
    p.grain(0.35)


@poster("granny-knot")
def granny_knot(p):
    """The whole sheet is knitted; the pattern is watching."""

    def picture(q):
        q.bg("#ffffff")
        q.fill(oval(185, 232, 118, 140), "#777")
        q.fill(circle(185, 84, 42), "#777")
        q.fill(oval(185, 250, 88, 108), "#ddd")
        for s in (-1, 1):
            q.fill(circle(185 + s * 42, 230, 33), "#000")
            q.fill(circle(185 + s * 42, 230, 24), "#fff")
            q.fill(circle(185 + s * 42, 232, 9), "#000")
        q.fill(rect(170, 224, 30, 7), "#000")
        q.fill(oval(185, 316, 34, 16), "#000")
        for x in (-20, -4, 12):
            q.fill(rect(185 + x, 304, 9, 10), "#fff")
        q.fill(smooth([(60, 420, 0), (110, 366), (185, 380), (260, 366), (310, 420, 0), (310, 430, 0), (60, 430, 0)]), "#777")

    tone = p.tone_of(picture, 4)
    p.bg("#3a0710")
    cw, ch = 8.2, 7.4
    inks = [(0.2, "#efe3cf"), (0.7, "#c7202c"), (1.1, "#23090d")]
    for row in range(int(H / ch) + 2):
        for col in range(int(W / cw) + 2):
            x, y = col * cw, row * ch
            t = tone(min(W - 1, x), min(H - 1, y)) if y < 436 else 0.5
            if y >= 436 and (row % 6 == 0 or (col + row) % 8 == 0 and row % 2):
                t = 0.0
            ink = next(c for lim, c in inks if t <= lim)
            for s in (-1, 1):
                stitch = smooth([(x, y + ch * 0.95, 0), (x + s * cw * 0.12, y + ch * 0.3), (x + s * cw * 0.48, y - ch * 0.35, 0), (x + s * cw * 0.5, y + ch * 0.3)])
                p.fill(stitch, mix(ink, "#000000", p.rng.uniform(0, 0.16)))
                p.stroke(stitch, "#000", 0.5, a=0.3)
    strand = smooth([(120, 436), (90, 470), (150, 500), (230, 470), (270, 500), (210, 530), (300, 540), (380, 520)], closed=False)
    p.stroke(move(strand, 2, 3), "#000", 4.4, a=0.5, blur=2)
    p.stroke(strand, "#efe3cf", 4)
    label = rrect(46, 452, 278, 62, 3)
    p.shadow(label, 2, 3, 3)
    p.fill(label, "#f3ead9")
    p.stroke(rrect(50, 456, 270, 54, 2), "#c7202c", 1, dash=[4, 3])
    p.title("GRANNY KNOT", 60, 463, 250, 26, font="fredoka", paint="#23090d", lines=1)
    p.tagline(504, 9.5, "courier", "#c7202c")
    p.credits(532, "#f3ead9", rows=2, size=9)
    p.vignette(0.5)


@poster("the-thing-we-fed")
def thing_we_fed(p):
    """Kitchen floor from above: the bowl is lit, the shadow is not the dog's."""
    p.bg("#0c0f12")
    for i in range(-1, 8):
        for k in range(-1, 12):
            if (i + k) % 2 == 0:
                p.fill(rect(i * 54, k * 54, 54, 54), "#161c20")
    p.fill(poly([(150, -20), (236, -20), (348, 400), (72, 400)]), linear(0, 0, 0, 420, "#cfd6b8e0", "#cfd6b800"))
    with p.clip(poly([(150, -20), (236, -20), (348, 400), (72, 400)])):
        for i in range(-1, 8):
            for k in range(-1, 9):
                if (i + k) % 2 == 0:
                    p.fill(rect(i * 54, k * 54, 54, 54), "#3d4a3a", a=0.35)
        # what stands in the doorway behind us throws this
        beast = union(oval(196, 66, 52, 60), limb(160, 40, 20, 120, -10, 8), limb(232, 40, 20, 272, -10, 8), rect(150, -20, 92, 90))
        p.fill(beast, "#050607", blur=4)
        for s in (-1, 1):
            ear = poly([(196 + s * 22, 96), (196 + s * 64, 170), (196 + s * 50, 84)])
            p.fill(ear, "#050607", blur=2)
    for s, x, turn in ((1, 112, 16), (-1, 272, -16)):
        p.fill(rotate(place(claw(), x, 262, h=170), turn, x, 150), "#040506", blur=1.6)
    p.fill(oval(194, 356, 84, 84), "#000", a=0.7, blur=12)
    p.fill(circle(190, 344, 80), radial(166, 316, 120, "#f4f4ea", "#9aa08c", "#3c4038"))
    p.fill(circle(190, 344, 62), radial(200, 356, 70, "#1c0a08", "#5a1710", "#2a0d0a"))
    p.fill(smooth([(140, 352), (170, 336), (210, 346), (240, 340), (236, 376), (196, 396), (150, 384)]), "#7c1a12")
    p.fill(oval(176, 362, 12, 4, -20), "#e8b8a0", a=0.7, blur=1)
    p.arc_text("OUR  GOOD  BOY", 190, 344, 67, 90, 11, "fredoka", "#7c1a12", 0.14, inside=True)
    for x, y, r in ((96, 428, 5), (120, 452, 3), (292, 300, 4), (300, 432, 7), (70, 380, 3)):
        p.fill(splatter(x, y, r * 2, p.rng, 8), "#5a120c")
    p.text("the thing we fed", 185, 490, 34, "inter-light", "#eef0e4", tracking=-0.02, width=320)
    p.tagline(510, 10, "inter-light", "#b9c0ac")
    p.credits(528, "#9aa08ca0", size=9)
    p.grain(0.25)
    p.vignette(0.6)


@poster("scarecrows-of-harrow-hill")
def scarecrows(p):
    """A broadside: the title is too long, so the title is the sky."""
    p.bg("#e8a02c")
    p.texture("#c25a16", 110, 4, 0.3, 0.9, 0.8, stretch=3)
    rows = [("THE NIGHT THE", 1), ("SCARECROWS", 0), ("CAME DOWN FROM", 1), ("HARROW HILL", 0), ("AND KNOCKED AT", 1), ("EVERY DOOR", 0)]
    top = 20
    with p.distress(0.22):
        for row, small in rows:
            path, bottom = p.stack_path([row], 22 + 40 * small, top, 326 - 80 * small, "rye" if not small else "fell", maxh=24 if small else 50)
            p.fill(path, "#2a1208" if small else "#7a140c")
            top = bottom + 9
    p.fill(circle(288, 372, 40), "#f8dc7a")
    hill = smooth([(-10, 470, 0), (70, 430), (190, 392), (300, 402), (380, 436, 0), (380, 560, 0), (-10, 560, 0)])
    p.fill(hill, "#2a1208")
    for x, y, h, lean in ((56, 446, 104, -8), (122, 424, 122, 5), (204, 402, 92, -4), (270, 406, 70, 7), (330, 424, 50, -6)):
        ragged = rough(figure("arms_out", 0.9, hat="fedora", coat=1.5), 5, 2.2, int(x))
        sticks = union(rect(-1.4, -60, 2.8, 66), line_bar(-44, -74, 44, -74, 2.2))
        s = rotate(place(group(ragged, sticks), x, y + 6, h=h), lean, x, y)
        p.fill(s, "#1a0a05")
        bx, by, bw, _ = bounds(s)
        cx, hy = x + lean * -0.0 + math.sin(math.radians(lean)) * h * 0.86, y - h * 0.865
        for e in (-1, 1):
            p.fill(circle(cx + e * h * 0.022, hy, h * 0.013), "#f8dc7a")
    for i in range(7):
        p.fill(place(rotate(bird(p.rng.uniform(0.2, 1)), p.rng.uniform(-20, 20)), 200 + p.rng.uniform(-60, 150), 330 + p.rng.uniform(0, 50), w=p.rng.uniform(12, 24)), "#2a1208")
    doors = [(40, 506), (120, 512), (214, 508), (300, 514)]
    for x, y in doors:
        cottage = union(rect(x - 24, y - 22, 48, 26), poly([(x - 30, y - 20), (x, y - 44), (x + 30, y - 20)]))
        p.fill(cottage, "#120603")
        p.fill(rect(x - 5, y - 15, 10, 17), "#f8dc7a")
    p.fill(rect(0, 508, W, 60), "#120603")
    p.tagline(530, 15, "caslon", "#f2b84a")
    p.credits(546, "#c98a3a", rows=1, size=7)
    p.grain(0.35)
    p.paper(0.3, folds=True)


@poster("static-children")
def static_children(p):
    """Three shapes in the snow of a set left on."""
    p.bg("#040509")
    p.fill(oval(185, 330, 230, 210), radial(185, 330, 230, "#27507a", "#0b1626", "#04050900"))
    tv = rrect(44, 176, 282, 224, 16)
    p.volume(tv, "#3b2a20", "#8a6a4c", "#120b07", angle=-90, depth=6)
    tube = smooth([(64, 200), (160, 193), (256, 200), (262, 286), (256, 372), (160, 380), (64, 372), (58, 286)])
    p.glow(tube, "#6fb4ff", 36, 2)
    p.fill(tube, "#7f98ac")
    n = np.random.default_rng(p.seed).random((150, 170)).astype("float32")
    with p.clip(tube):
        p.array(n, "#05080c", 50, 186, 220, 200)
        p.array(np.roll(n, 40, 0) ** 3, "#f4fbff", 50, 186, 220, 200)
        for x, h, pose in ((108, 128, "stand"), (160, 160, "stand"), (212, 112, "stand")):
            kid = place(figure(pose, 1.15, skirt=1.3 if x != 160 else 0, hair="bob"), x, 392, h=h)
            big = scale(oval(x, 392 - h * 0.86, h * 0.1, h * 0.11), 1)
            p.fill(union(kid, big), "#030406", a=0.9, blur=1.6)
            for s in (-1, 1):
                p.fill(circle(x + s * h * 0.035, 392 - h * 0.87, 2.1), "#eaffff")
        for y in range(188, 390, 3):
            p.fill(rect(50, y, 220, 1), "#000", a=0.3)
        p.fill(rect(50, 250, 220, 16), "#fff", a=0.2)
    p.stroke(tube, "#0a0705", 5)
    for i, y in enumerate((222, 262)):
        p.volume(circle(294, y, 14), "#1c1512", "#7a6a58", "#050302", depth=4)
        p.stroke(line([(294, y), (294 + 8 * math.cos(i + 4), y + 8 * math.sin(i + 4))]), "#c9b89a", 2)
    for y in range(298, 372, 7):
        p.fill(rect(280, y, 28, 2.6), "#0a0705")
    p.fill(poly([(84, 400), (286, 400), (340, 510), (30, 510)]), linear(0, 400, 0, 510, "#8fc4ff70", "#8fc4ff00"))
    for x in (96, 160, 230):  # their shadows reach out over the carpet
        p.fill(poly([(x - 8, 402), (x + 8, 402), (x + (x - 185) * 0.9 + 16, 506), (x + (x - 185) * 0.9 - 16, 506)]), "#020306", a=0.8, blur=3)
    t = p.title_path("STATIC CHILDREN", 24, 34, 322, 110, font="pixel", lines=["STATIC", "CHILDREN"], stretch=True)
    for dx, c in ((-3, "#ff2a5a"), (3, "#2af0ff")):
        p.fill(move(t, dx, 0), c, blend="screen", a=0.9)
    p.fill(t, "#f4fbff")
    for y in range(30, 150, 4):
        p.fill(rect(0, y, W, 1.3), "#040509")
    p.tagline(164, 12.5, "mono", "#9fd0ff")
    p.credits(524, "#9fd0ff90")
    p.grain(0.2)


@poster("black-yeast")
def black_yeast(p):
    """A blue kitchen, a loaf tin, and what would not stop rising."""
    p.bg("#d9c7a2")
    for i in range(0, W, 26):
        for k in range(0, 400, 26):
            p.fill(rect(i, k, 25, 25), mix("#7fa8a0", "#c9dcc8", p.rng.random() * 0.7))
    p.fill(rect(0, 400, W, 156), "#c9762c")
    p.fill(rect(0, 396, W, 9), "#7a3c12")
    blob = smooth([(96, 420), (70, 360), (40, 300), (62, 220), (44, 150), (96, 84), (150, 60), (186, 30), (236, 62), (300, 74), (334, 150), (308, 214), (336, 290), (302, 360), (274, 420), (186, 430)])
    p.shadow(blob, 10, 12, 12, 0.5)
    p.volume(blob, "#17120f", "#6a5c50", "#000000", angle=-120, depth=18)
    with p.clip(blob):
        for _ in range(46):
            x, y, r = p.rng.uniform(50, 330), p.rng.uniform(60, 420), p.rng.uniform(3, 17)
            p.fill(circle(x, y, r), radial(x - r * 0.3, y - r * 0.4, r * 1.2, "#4a4038", "#1a1512", "#050403"))
            p.fill(oval(x - r * 0.35, y - r * 0.45, r * 0.25, r * 0.14, -30), "#fff", a=0.75)
    tin = poly([(82, 392), (290, 392), (270, 478), (102, 478)])
    p.shadow(tin, 6, 8, 6)
    p.fill(tin, linear(82, 0, 290, 0, "#6f7478", "#dfe4e6", "#8a9094", "#4a4e52"))
    p.fill(rrect(76, 386, 220, 13, 5), "#b9c0c4")
    for x, y, k in ((96, 398, 34), (150, 398, 52), (236, 398, 40), (276, 398, 24)):
        p.fill(union(limb(x, y - 10, 11, x, y + k, 7), circle(x, y + k, 9)), "#17120f")
        p.fill(oval(x - 3, y + k - 4, 2, 4), "#8a7c70", a=0.8)
    t = p.title_path("BLACK YEAST", 88, 118, 196, 190, font="caprasimo", lines=["Black", "Yeast"])
    t = warp(t, lambda x, y: (x + (x - 186) * 0.18 * math.sin((y - 100) / 190 * math.pi), y - 14 * math.cos((x - 186) / 100 * 1.4)), 1)
    p.fill(move(t, 2, 3), "#000")
    p.fill(t, "#f6a52c")
    p.text("LET IT RISE.", 186, 332, 15, "caprasimo", "#f6e6c0", tracking=0.12)
    p.credits(506, "#3a1a08d0", rows=3)
    p.grain(0.35)
    p.paper(0.2)


@poster("orchard-of-eyes")
def orchard_of_eyes(p):
    """Gouache in the Polish manner: the crop looks back."""
    p.bg("#dcd13a")
    p.texture("#b8a51c", 60, 4, 0.4, 0.9, 0.7)
    p.fill(smooth([(-10, 420, 0), (90, 398), (200, 410), (380, 388, 0), (380, 560, 0), (-10, 560, 0)]), "#d2226a")
    for i in range(11):
        p.stroke(smooth([(-10 + i * 40, 560), (80 + i * 22, 480), (150 + i * 8, 404)], closed=False), "#8a0f48", 3, a=0.5)
    crown = smooth([(185, 40), (262, 52), (330, 104), (346, 180), (318, 256), (250, 292), (185, 282), (112, 296), (48, 254), (24, 180), (46, 100), (110, 50)])
    p.fill(rough(crown, 9, 3.5, 4), "#13432f")
    trunk = smooth([(168, 270, 0), (204, 270, 0), (206, 350), (240, 436, 0), (196, 424), (182, 440, 0), (166, 424), (122, 440, 0), (166, 350)])
    p.fill(trunk, "#2a0f1e")
    p.texture("#1d6a44", 22, 3, 0.5, 0.8, 0.8, clip=crown)
    spots = [(110, 112, 74, -8), (236, 100, 66, 10), (176, 176, 96, 0), (80, 198, 56, 12), (276, 188, 70, -12), (122, 250, 50, -6), (232, 250, 56, 8), (176, 74, 40, 4), (306, 128, 34, 24), (58, 148, 36, -22)]
    for i, (x, y, w, turn) in enumerate(spots):
        white, iris, pupil, lid = (move(rotate(q, turn), x, y) for q in eye(w, 1.15))
        p.stroke(line([(x, y - w * 0.2), (x + p.rng.uniform(-6, 6), y - w * 0.55)]), "#2a0f1e", 2.4)
        p.fill(outline(white, 5), "#2a0f1e")
        p.fill(white, "#f7eedb")
        p.fill(iris, ["#d2226a", "#f08a1c", "#2a7fb8"][i % 3])
        p.fill(pupil, "#12060c")
        p.fill(circle(x + w * 0.05, y - w * 0.07, w * 0.035), "#fff")
        p.stroke(lid, "#2a0f1e", 2.6)
        for k in range(7):
            t = -w * 0.4 + w * 0.8 * k / 6
            p.stroke(line([(x + t, y - w * 0.24), (x + t * 1.25, y - w * 0.36)]), "#2a0f1e", 1.3)
    for x, y, turn in ((36, 440, 30), (326, 444, -20)):  # windfalls
        white, iris, pupil, lid = (move(rotate(q, turn), x, y) for q in eye(44, 1.3))
        p.fill(circle(x, y, 25), "#8a0f48")
        p.fill(white, "#f7eedb")
        p.fill(iris, "#13432f")
        p.fill(pupil, "#12060c")
    p.text("Orchard", 26, 508, 58, "shrikhand", "#f7eedb", "left")
    p.text("of eyes", 348, 536, 46, "shrikhand", "#dcd13a", "right")
    p.text("The fruit saw everything.", 185, 26, 13.5, "playfair-italic", "#2a0f1e")
    p.credits(549, "#f7eedb90", rows=1, size=6)
    p.grain(0.3)
    p.paper(0.25)


@poster("candlewick-asylum")
def candlewick_asylum(p):
    """The building stands on the candle and will go out with it."""
    p.bg(radial(185, 190, 420, "#d98a2c", "#6a2a12", "#160805"))
    p.smoke(30, -40, 310, 220, "#fbd28a", 0.55)
    wax = smooth([(112, 300, 0), (106, 340), (110, 480), (100, 560, 0), (270, 560, 0), (262, 480), (266, 340), (258, 300, 0)])
    p.volume(wax, "#e6cfa0", "#fff6dc", "#5a3016", angle=-70, depth=18)
    for x, y, k in ((118, 300, 90), (146, 300, 46), (196, 300, 120), (232, 300, 60), (252, 300, 100)):
        drip = union(limb(x, y - 6, 9, x, y + k, 6), circle(x, y + k, 8))
        p.volume(drip, "#efdcb2", "#fffdf0", "#9a6a3a", depth=4)
    walls = union(rect(92, 216, 186, 92), poly([(86, 218), (110, 190), (260, 190), (284, 218)]), rect(150, 150, 70, 80), poly([(142, 154), (185, 104), (228, 154)]), rect(96, 176, 22, 50), poly([(92, 180), (107, 152), (122, 180)]), rect(252, 176, 22, 50), poly([(248, 180), (263, 152), (278, 180)]))
    p.volume(walls, "#2a130c", "#c46a24", "#0c0503", angle=-90, depth=4)
    for i in range(9):
        for y in (232, 262):
            win = rect(102 + i * 19, y, 8, 15)
            lit = p.rng.random() < 0.35
            p.fill(win, "#ffcf5a" if lit else "#050202")
            p.stroke(line([(106 + i * 19, y), (106 + i * 19, y + 15)]), "#050202", 1.2)
    p.fill(circle(185, 182, 12), "#ffe9a0")
    p.stroke(group(line([(185, 172), (185, 192)]), line([(175, 182), (195, 182)])), "#2a130c", 1.6)
    wick = place(flame(2), 187, 106, h=86)
    p.glow(wick, "#ffb22c", 24, 3)
    p.fill(wick, linear(0, 20, 0, 106, "#fff8d0", "#ffc23a", "#e8641c"))
    p.fill(place(flame(2), 186, 104, h=42), "#fffbe8")
    for s, x in ((1, 48), (-1, 322)):  # two faces watch from the dark
        head = profile("man" if s > 0 else "woman", "hair" if s < 0 else None)
        q = place(head if s > 0 else flip(head), x, 470, h=190)
        p.volume(q, "#1c0a06", "#f2a23a", "#0a0402", angle=-40 if s > 0 else -140, depth=4)
    p.fill(rect(0, 446, W, 110), linear(0, 436, 0, 480, "#16080500", "#160805"))
    p.text("CANDLEWICK", 185, 494, 54, "playfair-black", "#f8dc9a", width=330)
    p.text("A S Y L U M", 185, 518, 23, "playfair", "#e8641c", tracking=0.22)
    p.tagline(536, 10.5, "playfair-italic", "#f8dc9a")
    p.cast_line(549, 3, 7.5, "oswald", "#c88a4a")
    p.grain(0.4)
    p.paper(0.2)


@poster("the-drowned-choir")
def drowned_choir(p):
    """They stand on the lake bed and sing; we are among them, looking up."""
    p.bg(linear(0, 0, 0, H, (0, "#bfe6df"), (0.12, "#5fa8a6"), (0.5, "#174a55"), (1, "#031318")))
    p.rays(170, -60, "#eafff6", n=22, r=560, a=0.5, spread=120, start=30, jitter=0.8, blur=5, blend="screen")
    boat = smooth([(130, 36, 0), (150, 52), (200, 56), (246, 50), (262, 34, 0), (200, 42)])
    p.fill(boat, "#0c2a30", blur=0.8)
    p.stroke(line([(214, 50), (228, 84)]), "#0c2a30", 2)
    for y, h, n, tone, b in ((330, 110, 9, "#2a6a70", 2.0), (400, 150, 6, "#134048", 1.2), (506, 230, 4, "#05191f", 0.5)):
        for i in range(n):
            x = (i + 0.5) * (W + 60) / n - 30 + p.rng.uniform(-9, 9)
            robe = smooth([(0, -100), (5, -97), (6.5, -90), (4, -84), (12, -78), (17, -55), (18, -20), (26, 0, 0), (8, -3), (-8, -3), (-26, 0, 0), (-18, -20), (-17, -55), (-12, -78), (-4, -84), (-6.5, -90), (-5, -97)])
            sway = p.rng.uniform(-6, 6)
            hair = [outline(smooth([(o, -96), (o * 1.5 + sway * 0.3, -104), (o * 1.2 - sway * 0.4, -110), (o * 2.4 + sway, -117)], closed=False), 1.1) for o in (-4, -2.4, -0.8, 0.8, 2.4, 4)]
            who = place(union([robe] + hair), x, y + p.rng.uniform(-12, 12), h=h * p.rng.uniform(0.9, 1.06))
            p.fill(who, linear(0, y - h, 0, y, tone, mix(tone, "#031318", 0.6)), blur=b)
            bx, by, bw, bh = bounds(who)
            face_y = by + bh * 0.22
            p.fill(oval(x, face_y, bw * 0.085, bh * 0.047), mix(tone, "#dff5ea", 0.55), blur=b)
            p.fill(oval(x, face_y + bh * 0.02, bw * 0.032, bh * 0.02), "#02090c", blur=b * 0.5)
            if n < 9:
                for s in (-1, 1):
                    p.fill(oval(x + s * bw * 0.035, face_y - bh * 0.012, bw * 0.02, bh * 0.008), "#02090c", blur=b * 0.4)
                for k in range(4):
                    p.stroke(circle(x + p.rng.uniform(-5, 5), face_y - 16 - k * p.rng.uniform(14, 26), p.rng.uniform(1.2, 3.4)), "#e6fff6", 0.8, a=0.7)
        p.fog(y - 60, 110, "#2f7c80", 0.45, seed=n)
    p.text("THE DROWNED CHOIR", 185, 468, 30, "cinzel", "#f0fff8", tracking=0.06, width=330)
    p.tagline(488, 11, "cormorant-italic", "#cfeee4")
    p.credits(522, "#cfeee490")
    p.texture("#eafff6", 40, 4, 0.6, 1, 0.16, "screen", stretch=4)
    p.grain(0.18)
    p.vignette(0.5)


@poster("lanternjaw")
def lanternjaw(p):
    """Nearly everything is dark except what is meant to be seen."""
    p.bg("#020408")
    lure = (226, 188)
    p.fill(circle(*lure, 250), radial(*lure, 250, "#5ff0d090", "#0d4a5040", "#02040800"))
    body, teeth, eye_at, _ = anglerfish()
    k, ox, oy = 2.5, -190, 400  # far larger than the sheet: only the jaw fits
    big = lambda q: move(scale(q, k), ox, oy)  # noqa: E731
    p.fill(big(body), radial(*lure, 330, "#123c42", "#06161c", "#020408"))
    with p.clip(big(body)):
        p.texture("#2f8a84", 12, 4, 0.55, 0.9, 0.35)
    maw = big(smooth([(186, -40, 0), (150, -14), (118, 6), (128, 30), (172, 48, 0), (200, 4)]))
    p.fill(maw, radial(*lure, 330, "#0a1214", "#000000"))
    for i in range(11):
        t = i / 10
        x0, y0 = 288 - t * 176, 300 + t * 100 - 20 * math.sin(t * 3)
        ln = 60 + 46 * math.sin(i * 2.1 + 1) ** 2
        fang = smooth([(x0 - 7, y0 - 6, 0), (x0 + 8, y0 - 6, 0), (x0 + 8 + t * 6, y0 + ln * 0.6), (x0 + 14, y0 + ln, 0), (x0 - 1, y0 + ln * 0.5)])
        p.fill(fang, linear(x0, y0, x0, y0 + ln, "#1c5a58", "#d8fff0"))
        bx, by = 244 - t * 128, 524 - t * 96 + 10 * math.sin(t * 5)
        up = 54 + 44 * math.cos(i * 1.7) ** 2
        low = smooth([(bx - 7, by + 6, 0), (bx + 7, by + 6, 0), (bx + 10, by - up * 0.5), (bx + 14, by - up, 0), (bx, by - up * 0.4)])
        p.fill(low, linear(bx, by, bx, by - up, "#0a2a2c", "#9fe8d8"))
    ex, ey = 164, 262
    p.fill(circle(ex, ey, 26), radial(ex + 4, ey - 4, 26, "#d8fff0", "#5fb8a4", "#07201f"))
    p.fill(circle(ex + 5, ey - 5, 10), "#000")
    p.fill(circle(ex + 9, ey - 10, 3), "#fff")
    p.stroke(smooth([(110, 240), (120, 120), (180, 86), (222, 126), (226, 180)], closed=False), "#1d5a5c", 4)
    p.glow(circle(*lure, 16), "#8ffff0", 30, 3)
    p.fill(circle(*lure, 12), radial(*lure, 12, "#ffffff", "#b8fff0"))
    diver = place(figure("fall", 1.0), 300, 224, h=44)
    p.fill(diver, "#020a0c")
    p.stroke(smooth([(300, 184), (312, 110), (304, 40), (310, -5)], closed=False), "#1d5a5c", 0.9)
    p.stars(130, (0, 0, W, H), "#9fe8d8", 0.9)
    p.text("LANTERNJAW", 185, 62, 54, "antonio", "#d8fff0", tracking=0.2, width=330)
    p.tagline(84, 11, "inter-light", "#7fc8bc", tracking=0.12)
    p.text("IN CINEMAS THIS AUTUMN", 352, 528, 9, "inter", "#d8fff0", "right", 0.18)
    p.credits(540, "#7fc8bc90", rows=2, size=7.5)
    p.grain(0.16)


@poster("whisper-of-the-black-pool")
def black_pool(p):
    """Soviet tempera: a drowned girl's hair is the water."""
    p.bg("#c9cdb8")
    p.texture("#8f9c84", 80, 4, 0.4, 0.9, 0.5)
    p.fill(circle(262, 118, 56), "#c43a22")
    for x, w in ((20, 16), (64, 11), (322, 18), (288, 9), (350, 12), (104, 7)):  # birches
        p.fill(poly([(x - w / 2, 0), (x + w / 2, 0), (x + w * 0.7, 330), (x - w * 0.7, 330)]), "#f2efe2")
        for _ in range(16):
            y = p.rng.uniform(0, 320)
            s = p.rng.choice((-1, 1))
            p.fill(poly([(x + s * w / 2, y), (x + s * w / 2, y + 5), (x - s * p.rng.uniform(0, w * 0.3), y + 3)]), "#22262a")
    pool = smooth([(-20, 310, 0), (80, 296), (190, 304), (300, 292), (390, 308, 0), (390, 570, 0), (-20, 570, 0)])
    p.fill(pool, "#14181c")
    # her hair spreads into the whole of the pool
    for i in range(64):
        t = i / 63
        x = 185 + (t - 0.5) * 64
        end = -60 + 490 * t
        sway = p.rng.uniform(-16, 16)
        hair = smooth([(x, 196 + 60 * (t - 0.5) ** 2), (x + (t - 0.5) * 90, 280), (185 + (t - 0.5) * 330 + sway, 370), (end + sway, 470), (end - sway, 566)], closed=False)
        p.stroke(hair, ["#14181c", "#2a3a3c", "#3f5a58", "#14181c"][i % 4], 3.6 if i % 4 else 5)
    face_ = smooth([(185, 168), (216, 180), (224, 216), (214, 252), (185, 276), (156, 252), (146, 216), (154, 180)])
    p.fill(face_, "#e9e3cf")
    p.fill(smooth([(185, 168, 0), (216, 180), (224, 216), (214, 252), (185, 276, 0), (192, 240), (180, 226), (190, 204)]), "#9fb3a6")
    for s in (-1, 1):
        p.stroke(smooth([(185 + s * 10, 218), (185 + s * 20, 224), (185 + s * 31, 217)], closed=False), "#14181c", 2)
        p.stroke(smooth([(185 + s * 8, 203), (185 + s * 20, 198), (185 + s * 32, 204)], closed=False), "#14181c", 2.4)
    p.stroke(smooth([(186, 212), (180, 240), (188, 242)], closed=False), "#5b6f66", 1.6)
    p.fill(smooth([(172, 255, 0), (185, 251), (198, 255, 0), (185, 262)]), "#c43a22")
    parting = smooth([(145, 226, 0), (142, 186), (164, 158), (185, 154), (206, 158), (228, 186), (225, 226, 0), (214, 192), (186, 172, 0), (156, 192)])
    p.fill(parting, "#14181c")
    for x, y in ((60, 430), (300, 400), (250, 492), (118, 506)):  # water lilies
        p.fill(oval(x, y + 3, 26, 8), "#3f6a4c")
        for k in range(7):
            p.fill(rotate(oval(x, y - 9, 3.6, 10), -66 + k * 22, x, y), "#f2efe2" if k % 2 else "#d8c9b8")
        p.fill(circle(x, y - 2, 3), "#e8b23a")
    t = p.title_path("Шёпот чёрного омута", 24, 24, 200, 104, font="playfair-black", lines=["Шёпот", "чёрного", "омута"], align="left")
    p.fill(t, "#14181c")
    p.tagline(540, 11, "cormorant-italic", "#e9e3cf")
    p.frame(9, "#f2efe2", 1.4)
    p.grain(0.3)
    p.paper(0.3)
