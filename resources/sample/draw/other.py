"""Posters whose first genre is none of the six main ones."""
import math

import motifs as m
from kit import *  # noqa: F403
from motifs import figure, limb, moved, placed, spline
from shapes import ridge


@poster("nine-clocks-on-europa")
def _(p):
    # Matinee science fiction: hot planet, cold moon, a scream, a rocket.
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#120a2e", "#3a1458", "#7a1f4a"))
    p.stars(160)
    planet = circle(290, 150, 130)
    p.fill(planet, "#e8863a")
    with p.clip(planet):
        for k in range(13):
            y = 24 + k * 22
            p.fill(m.wave(y, W, 5, 120 + k * 9, k * .37, y + 12), ["#c95a2a", "#f5c27a", "#a83f24", "#ffe0a8"][k % 4])
        p.fill(oval(326, 196, 30, 16), "#b3261e")
        p.fill(circle(380, 180, 150), "#12062a", a=.25)
    p.fill(m.hills(420, W, 24, 70, 30, 90, 40, 64), "#8fd0d8")
    p.fill(m.hills(446, W, 60, 20, 54, 16, 70, 30), "#5aa0b8")
    for k in range(12):
        x = 10 + k * 33
        p.stroke(spline([(x, 430), (x + 14, 470), (x - 4, 510), (x + 20, 560)], False), "#2f6f8f", 1.2)
    # The clocks: heads on stalks.
    faces = [(52, 316, 27), (104, 258, 22), (150, 322, 31), (204, 276, 21), (252, 336, 29), (310, 300, 24), (342, 372, 19), (28, 394, 18),
             (206, 384, 22)]
    for k, (x, y, r) in enumerate(faces):
        p.fill(limb([(x + (k % 3 - 1) * 26, 480), (x + 14 * (-1) ** k, (y + 470) / 2), (x, y + r - 3)], [12, 9, 6]), "#2b5d3a")
        p.fill(circle(x, y, r + 4), "#2b5d3a")
        p.fill(circle(x, y, r), "#f6f0cf")
        for j in range(12):
            a = math.tau * j / 12
            p.stroke(line([(x + r * .78 * math.cos(a), y + r * .78 * math.sin(a)), (x + r * .94 * math.cos(a), y + r * .94 * math.sin(a))]),
                     "#1c1230", 1.6)
        for a, q in ((k * .9, .7), (k * 2.3 + 1, .48)):
            p.stroke(line([(x, y), (x + r * q * math.cos(a), y + r * q * math.sin(a))]), "#b3261e", 2.4)
        # Teeth on the lower rim.
        for j in range(5):
            a = math.radians(50 + j * 20)
            p.fill(poly([(x + r * math.cos(a - .14), y + r * math.sin(a - .14)), (x + r * math.cos(a + .14), y + r * math.sin(a + .14)),
                         (x + r * .62 * math.cos(a), y + r * .62 * math.sin(a))]), "#1c1230")
    with placed(c, 96, 176, 1, 32):
        p.fill(poly([(-7, 44), (7, 44), (0, 118)]), linear(0, 44, 0, 118, "#fff6a8", "#ff8a1f", "#ff3a1f00"))
        p.fill(spline([(0, -64, 1), (19, -14), (15, 44, 1), (-15, 44, 1), (-19, -14)]), linear(-19, 0, 19, 0, "#ffffff", "#d5dce6",
                "#6a7590"))
        p.fill(spline([(0, -64, 1), (11, -36), (0, -32), (-11, -36)]), "#d2232a")
        for s in (-1, 1):
            p.fill(poly([(s * 13, 12), (s * 34, 56), (s * 13, 44)]), "#d2232a")
        p.fill(circle(0, -6, 7), "#2f7fb0")
    # She has seen what time it is.
    with placed(c, 186, 556, 1.5):
        figure(c, wear="suit", coat="#e8e4da", skin="#f4c9a0", hair="#c9481c", hairdo="wave", build=.86, elbow_l=(-20, -80),
               hand_l=(-9, -92), elbow_r=(20, -80), hand_r=(9, -92), knee_l=(-8, -27), foot_l=(-14, -3), knee_r=(8, -27), foot_r=(15, -3))
        c.drawPath(oval(0, -88, 1.6, 2.2), m.ink("#7a1020"))
        c.drawPath(rect(-8, -57, 16, 3), m.ink("#d2232a"))
        c.drawCircle(0, -92, 12.5, m.ink("#bfe9f2", .32))
        c.drawCircle(0, -92, 12.5, m.ink("#ffffff", stroke=1))
    for dx, first, second in ((3, "#120a2e", "#120a2e"), (0, "#ffe14f", "#ff6a4a")):
        p.text("NINE CLOCKS", 16 + dx, 64 + dx, 64, "bangers", first, "left", width=338)
        p.text("ON EUROPA", 16 + dx, 116 + dx, 46, "bangers", second, "left")
    with p.turned(-90, 24, 540):
        p.text("IN ELECTRO-COLOR", 24, 538, 13, "bangers", "#ffe14f", "left")
    m.lines_of_type(p, ["Beyond the moons", "of Jupiter — time", "has an APPETITE!"], 356, 512, 15, "bangers", "#ffe14f", 1.1, "right")
    p.paper(.2, folds=True)


@poster("coyote-hymn")
def _(p):
    c = p.canvas
    p.bg("#f0c36a")
    p.fill(circle(185, 236, 150), "#c8321f")
    with p.distress(.3):
        p.fill(circle(185, 236, 142), "#d9472a")
    # Chapel and grave on the ridge; the coyote owns both.
    ridge = spline([(-10, 400, 1), (60, 392), (120, 350), (196, 356), (270, 386), (380, 372, 1), (380, 570, 1), (-10, 570, 1)])
    p.fill(ridge, "#1c0f0c")
    p.fill(union(rect(286, 320, 46, 66), poly([(280, 322), (309, 290), (338, 322)]), rect(299, 262, 20, 60),
                 poly([(296, 264), (309, 244), (322, 264)]), rect(307, 224, 4, 24), rect(302, 230, 14, 4)), "#1c0f0c")
    p.fill(union(rect(304, 272, 10, 14), circle(309, 272, 5)), "#d9472a")
    for x, y, s in ((48, 388, 1), (84, 376, .8)):
        p.fill(union(rect(x - 2 * s, y - 30 * s, 4 * s, 32 * s), rect(x - 9 * s, y - 23 * s, 18 * s, 4 * s)), "#1c0f0c")
    coyote = union(spline([(120, 356, 1), (118, 318), (126, 276), (142, 252), (154, 226), (168, 206, 1), (170, 190, 1), (178, 198),
                           (188, 180), (204, 152, 1), (210, 156), (203, 182), (199, 200),
                           (196, 220), (200, 252), (206, 296), (206, 330), (214, 352, 1), (196, 356, 1), (190, 330), (182, 306), (178, 332),
                                   (184, 354, 1), (166, 357, 1)]),
                   spline([(124, 330), (98, 344), (84, 372), (80, 392), (98, 380), (118, 358), (136, 352)]))
    p.fill(coyote, "#1c0f0c")
    for k in range(9):
        p.stroke(spline([(150 + k * 3, 262 + k * 4), (158 + k * 2, 284 + k * 4)], False), "#d9472a", .9, a=.6)
    # His song, scored above the sun.
    for k in range(5):
        p.stroke(spline([(206, 148 - k * 4), (262, 118 - k * 9), (330, 120 - k * 14), (380, 96 - k * 17)], False), "#1c0f0c", 1.1, a=.75)
    for x, y in ((252, 106), (290, 98), (330, 84)):
        p.fill(oval(x, y, 5, 3.6, -20), "#1c0f0c")
        p.stroke(line([(x + 4, y), (x + 4, y - 20)]), "#1c0f0c", 1.4)
    with placed(c, 236, 470, 1.05):
        figure(c, wear="coat", coat="#f0c36a", legs="#d9472a", skin="#d9472a", hair="#f0c36a", hat=("straw", "#f0c36a"), shoes="#d9472a",
               build=1.1, elbow_l=(-15, -64), hand_l=(-12, -50), elbow_r=(15, -64), hand_r=(12, -50), knee_l=(-6, -27), foot_l=(-10, -3),
               knee_r=(6, -27), foot_r=(10, -3))
    p.text("COYOTE", 185, 76, 74, "rye", "#1c0f0c", width=334)
    p.text("HYMN", 185, 532, 66, "rye", "#f0c36a", tracking=.12)
    m.lines_of_type(p, ["He buried his guns.", "The desert dug them up."], 24, 440, 14, "zilla", "#f0c36a", 1.25)
    p.grain(.22)
    p.paper(.25)


@poster("vinyl-saints")
def _(p):
    # A stained-glass icon whose halo is a long player.
    p.bg("#1d0b2e")
    arch = spline([(24, 556, 1), (24, 210), (70, 90), (185, 24, 1), (300, 90), (346, 210), (346, 556, 1)])
    with p.clip(arch):
        inks = ["#b3262e", "#e8862a", "#f2c230", "#2f7f5a", "#2f5fa8", "#6a2f8a"]
        for k in range(30):
            p.fill(wedge(185, 230, 460, k * 12, 12.2), inks[k % 6])
        for k in range(30):
            p.stroke(line([(185, 230), (185 + 460 * math.cos(math.radians(k * 12)), 230 + 460 * math.sin(math.radians(k * 12)))]),
                     "#1d0b2e", 3)
        for r in (178, 250, 330):
            p.stroke(circle(185, 230, r), "#1d0b2e", 4)
    p.stroke(arch, "#e0b24a", 6)
    p.fill(circle(185, 230, 140), "#120a14")
    for k in range(18):
        p.stroke(circle(185, 230, 136 - k * 2.6), "#4a3f52", .7)
    for a in (-60, 120):
        p.fill(wedge(185, 230, 138, a, 22), "#ffffff", a=.12)
    p.fill(circle(185, 226, 92), "#f2c230")
    # Robes and a face between two earphones.
    p.fill(spline([(50, 560, 1), (70, 420), (120, 356), (185, 340), (250, 356), (300, 420), (320, 560, 1)]), "#2f5fa8")
    p.stroke(spline([(50, 560), (70, 420), (120, 356), (185, 340), (250, 356), (300, 420), (320, 560)], False), "#1d0b2e", 4)
    p.fill(spline([(132, 352, 1), (185, 400, 1), (238, 352, 1), (222, 560, 1), (148, 560, 1)]), "#b3262e")
    p.stroke(line([(132, 352), (185, 400), (238, 352)]), "#e0b24a", 5)
    skin = "#7a4a2a"
    hair = union(*[circle(185 + 54 * math.cos(math.radians(a)), 214 + 50 * math.sin(math.radians(a)), 26) for a in range(150, 400, 22)],
                 circle(185, 204, 56))
    p.fill(hair, "#24120c")
    p.fill(rect(166, 288, 38, 62), "#6a3d20")
    p.fill(spline([(145, 226), (150, 190), (185, 180), (220, 190), (225, 226), (218, 276), (200, 304), (185, 309), (170, 304), (152, 276)]),
           skin)
    p.fill(spline([(185, 182), (220, 190), (225, 226), (218, 276), (200, 304), (185, 309)]), "#8f5a34")
    for x in (167, 203):
        p.fill(spline([(x - 12, 234, 1), (x, 228), (x + 12, 234, 1), (x, 240)]), "#1d0b2e")
        p.stroke(spline([(x - 14, 221), (x, 214), (x + 14, 221)], False), "#24120c", 3)
    p.stroke(spline([(185, 232), (180, 264), (190, 268)], False), "#4a2814", 2.4)
    p.fill(spline([(170, 284, 1), (180, 279), (185, 281), (190, 279), (200, 284, 1), (185, 292)]), "#a83a3a")
    p.stroke(arc(185, 220, 62, 190, 160), "#e0b24a", 8)
    for x in (130, 240):
        p.fill(rrect(x - 12, 220, 24, 44, 10), "#e0b24a")
        p.fill(rrect(x - 6, 226, 12, 32, 6), "#b3262e")
    # Blessing with a tone-arm.
    with placed(p.canvas, 262, 470, 1.15, 14):
        m.hand(p.canvas, skin, fingers=[((-13, -32), (-6, -46), 8), ((-5, -36), (-6, -66), 7.6), ((4, -36), (6, -66), 7.6),
                                        ((12, -31), (7, -44), 8)], sleeve="#2f5fa8", cuff="#e0b24a")
    p.text("VINYL", 108, 476, 60, "righteous", "#f2c230", width=150)
    p.text("SAINTS", 108, 526, 60, "righteous", "#f7e6c0", width=150)
    p.tagline(546, 10.5, "righteous", "#f7e6c0")
    p.grain(.2)


@poster("the-clockwork-heron")
def _(p):
    # Airbrush fantasy: moon, mist, brass.
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#0b1440", "#2a3f8a", "#7a6fc0", "#e0a0b0", "#1a1f4a"))
    p.stars(140, (0, 0, W, 260))
    p.fill(circle(128, 226, 96), radial(110, 200, 130, "#ffffff", "#f7ecc8", "#d5c8b8"))
    p.glow(circle(128, 226, 98), "#c9d5ff", 26, 2)
    for k, ink_ in enumerate(("#5a5aa8", "#3a3f80", "#22285a")):
        p.fill(m.hills(372 + k * 20, W, 30 - k * 8, 76 - k * 16, 20, 96 - k * 20, 40, 70 - k * 10), ink_)
    p.fog(330, 110, "#e8dcf5", .6)
    p.fill(rect(0, 412, W, 150), linear(0, 412, 0, H, "#8a8fd0", "#2a3270", "#10163a"))
    for k in range(15):
        y = 416 + k * 5.5
        x = 128 + p.rng.uniform(-60, 60) * (1 + k / 20)
        p.stroke(line([(x - 24, y), (x + 24, y)]), "#fff6d8", 1.4, a=.5)
    brass = linear(140, 0, 320, 0, "#8a5a1c", "#ffe9a8", "#b3782a", "#f7d27a", "#6b4212")
    p.fill(limb([(222, 320), (216, 400), (222, 478)], [7, 4.5, 4]), brass)
    p.fill(limb([(244, 318), (256, 392), (246, 470)], [7, 4.5, 4]), brass)
    for x, y in ((216, 400), (256, 392)):
        p.volume(circle(x, y, 6), "#c98f3a", "#fff0b8", "#5a3a10", depth=3)
    body = spline([(176, 300), (196, 256), (244, 244), (296, 268), (346, 322, 1), (290, 330), (230, 336), (190, 326)])
    p.volume(body, "#c08a34", "#fff0c0", "#5a3810", depth=10)
    for k in range(7):
        p.volume(moved(m.leaf(96 - k * 7, 22), 226 + k * 8, 268 + k * 7, angle=108 + k * 3), "#d9a848" if k % 2 else "#b3782a", "#fff0b8",
                 "#6b4212", depth=4)
    neck = limb([(194, 284), (160, 250), (176, 204), (206, 170), (196, 132)], [40, 25, 18, 15, 17])
    p.volume(neck, "#c98f3a", "#fff0c0", "#6b4212", depth=6)
    p.volume(spline([(176, 132), (188, 114), (210, 112), (222, 126), (212, 140), (190, 144)]), "#c98f3a", "#fff0c0", "#6b4212", depth=5)
    p.fill(poly([(178, 124), (84, 146), (180, 138)]), linear(84, 0, 180, 0, "#fff0b8", "#b3782a"))
    p.fill(limb([(212, 116), (244, 112), (280, 124)], [6, 4, 1]), "#2a3f8a")
    p.fill(circle(195, 125, 5.4), "#1a0f2a")
    p.fill(circle(195, 125, 3.6), "#5ff0e0")
    p.glow(circle(195, 125, 4), "#5ff0e0", 6, 2)
    # Works showing through the breast, and the key.
    for x, y, r, n in ((214, 292, 20, 12), (242, 306, 13, 9), (238, 280, 10, 8)):
        gear = minus(star(x, y, r, n, .8), circle(x, y, r * .45))
        p.fill(move(gear, 1.5, 2), "#3a220a")
        p.fill(gear, "#ffe39a")
    p.fill(rect(272, 236, 5, 26), "#8a5a1c")
    p.stroke(circle(264, 226, 9), "#ffe39a", 5)
    p.stroke(circle(284, 226, 9), "#ffe39a", 5)
    with placed(c, 118, 500, .92):
        figure(c, wear="coat", coat="#1a1440", legs="#1a1440", skin="#e8b890", hair="#3a1f14", face="right", build=.9, elbow_r=(14, -72),
               hand_r=(24, -82))
    p.fill(spline([(40, 506, 1), (90, 494), (150, 496), (190, 508, 1)]), "#10163a")
    p.title("THE CLOCKWORK HERON", 20, 18, 330, 78, "cinzel", linear(0, 20, 0, 96, "#fff6d0", "#f0c05a", "#b3782a"), lines=["THE CLOCKWORK",
            "HERON"])
    p.tagline(524, 14, "cormorant-italic", "#fff0d0")
    p.credits(537, "#aab0e0", rows=2, size=7)
    p.grain(.14)


@poster("hands-that-build-violins")
def _(p):
    # Documentary plainness: bench light, one f-hole, one hand.
    p.bg("#1a120c")
    belly = spline([(-60, -40, 1), (150, -40), (262, 40), (286, 140), (236, 214), (228, 282), (300, 366), (318, 470), (250, 600, 1),
                    (-60, 600, 1)])
    p.fill(belly, linear(0, 0, 320, 420, "#e0a35a", "#b8702e", "#6b3413"))
    with p.clip(belly):
        for k in range(110):
            x = -40 + k * 3.4
            p.stroke(spline([(x, -40), (x + 3 * math.sin(k), 260), (x + 2, 600)], False), "#4a230c" if k % 3 else "#f7d08f", .5, a=.4)
        p.texture("#3a1a08", 60, 5, .45, .95, .5, "multiply", 3)
        p.fill(circle(120, 140, 230), radial(120, 140, 230, "#ffe9b899", "#ffe9b800"), blend="soft")
    p.stroke(belly, "#2a1408", 9)
    p.stroke(moved(belly, -9, 0), "#f2cf94", 1.3)
    f_hole = union(limb([(196, 176), (178, 160), (164, 182), (176, 250), (190, 320), (180, 352), (160, 342)], [5, 10, 13, 15, 13, 10, 5]),
                   circle(192, 182, 11), circle(164, 338, 13))
    p.fill(move(f_hole, 2, 2), "#f2cf94", a=.5)
    p.fill(f_hole, "#0c0603")
    p.stroke(line([(162, 252), (192, 248)]), "#0c0603", 3)
    for k in range(4):
        p.stroke(line([(52 + k * 14, -10), (46 + k * 16, 560)]), "#f5ead2", 1.1 + k * .3, a=.85)
    # The hand with its scraper, lit along the knuckles.
    skin, lit, dark = "#a8683c", "#e8b080", "#4a2412"
    p.volume(limb([(400, 430), (330, 400), (270, 366)], [92, 78, 64]), "#3a4a55", "#7a8f9a", "#141c22", depth=9)
    p.volume(spline([(316, 420), (276, 420), (232, 396), (220, 356), (244, 328), (290, 326), (326, 356)]), skin, lit, dark, depth=8)
    for k, pts in enumerate((((272, 336), (228, 312), (196, 330)), ((262, 352), (214, 334), (186, 352)), ((262, 372), (214, 360),
            (190, 374)), ((268, 392), (224, 386), (206, 396)))):
        p.volume(limb(pts, [27, 22, 16]), skin, lit, dark, depth=6)
    p.volume(limb([(290, 410), (250, 424), (206, 410)], [32, 25, 18]), skin, lit, dark, depth=6)
    p.volume(poly([(150, 372), (206, 340), (220, 404), (166, 432)]), "#aab3b8", "#ffffff", "#5a646a", depth=4)
    for k, (x, y) in enumerate(((112, 446), (150, 468), (92, 486), (132, 500))):
        curl = [(x + (2 + j * .8) * math.cos(j * .75 + k), y + (2 + j * .8) * math.sin(j * .75 + k) * .7) for j in range(13)]
        p.stroke(spline(curl, False), "#f7d9a5", 1.8)
    p.fill(rect(0, 0, W, 190), linear(0, 60, 0, 190, "#140c07e6", "#140c0700"))
    p.fill(rect(0, 440, W, 116), linear(0, 440, 0, 530, "#140c0700", "#140c07e6"))
    m.lines_of_type(p, ["Hands", "That Build", "Violins"], 352, 46, 29, "zilla", "#f5ead2", 1.05, "right")
    m.lines_of_type(p, ["Two hundred hours", "of silence for one note."], 352, 128, 12.5, "zilla", "#f0b86a", 1.3, "right")
    p.laurel(318, 506, 84, "BEST DOCUMENTARY", "Festival of Marrow Bay", "#f5ead2")
    p.credits(543, "#d9b98a", 240, x=18, rows=1, size=7.5, align="left")
    p.grain(.25)


@poster("the-fox-who-swallowed-autumn")
def _(p):
    # A storybook circle: inside the fox it is October, outside it is not.
    p.bg(radial(185, 300, 360, "#f7fbfd", "#d5e6ee", "#a8c4d6"))
    for k in range(9):
        x = 12 + k * 44
        p.fill(limb([(x, 470), (x + 2, 60 + k % 3 * 30)], [9, 3]), "#8aa5b5", a=.5)
        for j in range(4):
            for s in (-1, 1):
                p.fill(limb([(x + 1, 180 + j * 46), (x + s * 22, 150 + j * 46)], [3, .6]), "#8aa5b5", a=.5)
    p.fill(m.hills(452, W, 18, 30, 10, 26, 14), "#ffffff")
    fur, deep = "#e8641c", "#b3410f"
    # Tail wraps the body; the body is a window.
    tail = limb([(300, 410), (352, 350), (338, 250), (276, 190), (238, 200)], [40, 70, 74, 54, 20])
    p.volume(tail, fur, "#ffa04a", deep, depth=8)
    p.fill(intersect(tail, circle(236, 196, 44)), "#fff8ee")
    body = spline([(86, 470), (56, 390), (80, 310), (140, 274), (206, 280), (270, 322), (316, 392), (300, 462), (200, 484)])
    p.volume(body, fur, "#ffa04a", deep, depth=10)
    belly = spline([(106, 452), (86, 390), (112, 334), (166, 314), (222, 330), (268, 384), (272, 440), (196, 466)])
    p.fill(belly, linear(0, 314, 0, 466, "#ffe9a8", "#f7b24a", "#c9501c"))
    with p.clip(belly):
        p.fill(circle(150, 372, 26), "#fff6d6")
        p.fill(m.hills(436, W, 10, 26, 34, 12, 30, 8), "#8a3a14")
        for k, (x, y, r) in enumerate(((116, 420, 20), (152, 432, 25), (190, 416, 30), (226, 428, 22), (252, 420, 18), (172, 404, 16))):
            p.fill(rect(x - 2, y, 4, 40), "#4a2010")
            p.fill(circle(x, y, r), ["#d9401c", "#f2921c", "#b3261e", "#f2c230", "#e0661c", "#f2b01c"][k])
            p.fill(circle(x - r * .3, y - r * .3, r * .5), "#fff0b8", a=.35)
        for k, (x, y) in enumerate(m.scatter(6, 26, 96, 330, 268, 400)):
            p.fill(moved(m.leaf(9, 5), x, y, angle=k * 61), "#b3261e" if k % 2 else "#f2c230")
    p.stroke(belly, "#fff8ee", 5)
    for x in (118, 168):
        p.fill(limb([(x, 440), (x - 4, 478)], [30, 24]), deep)
        p.fill(oval(x - 6, 482, 18, 9), "#3a1a10")
    # Head, cheeks full, one leaf not quite swallowed.
    for s in (-1, 1):
        ear = spline([(s * 26, -44, 1), (s * 52, -102, 1), (s * 70, -36)])
        p.fill(moved(ear, 128, 246), deep)
        p.fill(moved(ear, 128 + s * 6, 240, .7), "#3a1a10")
    head = spline([(128, 186), (176, 200), (206, 240), (218, 272, 1), (184, 292), (128, 318), (72, 292), (38, 272, 1), (50, 240),
                   (80, 200)])
    p.volume(head, fur, "#ffa04a", deep, depth=8)
    for s in (-1, 1):
        p.fill(moved(spline([(2, 50), (10, 20), (46, 16), (88, 26, 1), (56, 46), (20, 66)]), 128, 246, flip=s < 0), "#fff8ee")
        p.stroke(arc(128 + s * 36, 250, 13, 200, 140), "#3a1a10", 4)
        p.fill(circle(128 + s * 58, 280, 9), "#ff9a7a", a=.6)
    p.fill(spline([(114, 290), (128, 284), (142, 290), (128, 304)]), "#3a1a10")
    p.fill(moved(m.leaf(38, 20), 140, 306, angle=118), "#d2261e")
    p.stroke(line([(140, 306), (172, 322)]), "#7a1410", 1.6)
    for k, (x, y) in enumerate(m.scatter(15, 60, 0, 120, W, 530)):
        p.fill(circle(x, y, 1.2 + k % 4), "#ffffff", a=.9)
    p.text("the fox who swallowed", 185, 52, 30, "caprasimo", "#2f5068", width=330)
    p.text("AUTUMN", 185, 114, 72, "caprasimo", "#e8641c", width=330)
    p.tagline(514, 16, "caprasimo", "#2f5068")
    p.credits(532, "#8aa5b5", rows=2, size=8)
