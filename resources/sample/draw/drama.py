"""Posters whose first genre is drama."""
import math

import motifs as m
from kit import *  # noqa: F403
from motifs import figure, limb, moved, placed, spline
from shapes import face, flame, ridge


@poster("the-bread-strike")
def _(p):
    # Constructivist: two inks, one diagonal, one fist.
    p.bg("#e9dcc0")
    p.fill(poly([(0, 556), (0, 330), (370, 90), (370, 556)]), "#c1261c")
    p.fill(poly([(0, 300), (370, 60), (370, 76), (0, 316)]), "#1a1614")
    p.rays(208, 210, "#1a1614", 11, 420, .16, spread=130, start=205, fade=False)
    loaf = spline([(70, 250), (110, 196), (208, 136), (296, 106), (330, 124), (318, 166), (238, 226), (146, 276), (92, 280)])
    p.fill(loaf, "#1a1614")
    for k in range(5):
        x, y = 118 + k * 44, 236 - k * 27
        p.fill(moved(m.leaf(54, 15), x + 14, y + 22, angle=-14), "#e9dcc0")
    # Fist: four knuckled fingers wrapped over the loaf, thumb across, forearm rising.
    p.fill(poly([(118, 560), (160, 340), (262, 322), (280, 560)]), "#1a1614")
    p.fill(spline([(150, 352), (134, 296), (150, 238), (200, 200), (252, 190), (282, 216), (284, 278), (264, 334), (210, 360)]), "#e9dcc0")
    for k, (x, y) in enumerate(((156, 232), (188, 212), (220, 198), (250, 192))):
        finger = limb([(x - 4, y - 14), (x + 12, y + 18), (x + 18, y + 46)], [30, 31, 26])
        p.fill(finger, "#e9dcc0")
        p.stroke(finger, "#1a1614", 2.6)
    thumb = limb([(152, 318), (190, 304), (238, 286)], [36, 32, 24])
    p.fill(thumb, "#e9dcc0")
    p.stroke(thumb, "#1a1614", 2.6)
    p.fill(poly([(150, 352), (206, 370), (266, 334), (272, 352), (212, 388), (146, 372)]), "#c1261c")
    for k in range(7):
        p.stroke(line([(170 + k * 15, 386), (152 + k * 20, 556)]), "#e9dcc0", 1.1, a=.5)
    with p.turned(-33, 60, 200):
        p.text("THE", 86, 112, 40, "league", "#1a1614", "left")
        p.text("BREAD", 74, 182, 84, "league", "#c1261c", "left")
    p.text("STRIKE", 352, 524, 108, "league", "#e9dcc0", "right", width=220)
    p.text("1932", 22, 492, 28, "league", "#1a1614", "left")
    m.lines_of_type(p, ["They baked it.", "They could not buy it."], 22, 512, 13, "league", "#e9dcc0", 1.2)
    p.paper(.32, folds=True)


@poster("harvest-of-tin")
def _(p):
    # Government-print-shop style: flat layered inks, lit from behind.
    c = p.canvas
    p.bg("#f3c66b")
    p.fill(circle(262, 196, 92), "#fbe9b0")
    p.rays(262, 196, "#e79a3c", 18, 520, .8, fade=False)
    p.fill(circle(262, 196, 74), "#fbe9b0")
    for y, colour, humps in ((300, "#b8562b", (40, 70, 34, 60, 30)), (344, "#8c3b22", (12, 30, 54, 18, 40))):
        p.fill(m.hills(y, W, *humps), colour)
    # Barn with a tin roof that has started to fly.
    p.fill(rect(34, 268, 84, 74), "#4a1f18")
    p.fill(poly([(24, 274), (76, 226), (128, 274)]), "#9fb0b0")
    for k in range(8):
        p.stroke(line([(32 + k * 12, 268), (62 + k * 4, 236)]), "#5f7476", 1)
    for x, y, a in ((150, 214, 24), (186, 178, -18), (128, 178, 50)):
        with placed(c, x, y, 1, a):
            p.fill(rect(-15, -7, 30, 13), "#9fb0b0")
            for k in range(4):
                p.stroke(line([(-10 + k * 7, -7), (-10 + k * 7, 6)]), "#5f7476", 1)
    # The rows: stubble turned to sheet metal, converging.
    for k in range(-14, 15):
        p.fill(poly([(185 + k * 13, 350), (185 + k * 13 + 5, 350), (185 + k * 62 + 26, 560), (185 + k * 62, 560)]),
               "#c9d3cf" if k % 2 else "#3a1d1a")
    # Sower, cut as one dark shape.
    with placed(c, 232, 512, 3.3):
        figure(c, wear="shirt", coat="#2b1512", legs="#2b1512", skin="#2b1512", hair="#2b1512", hat=("straw", "#2b1512"), face="left",
               shoes="#2b1512", build=1.06,
               elbow_l=(-16, -70), hand_l=(-27, -62), elbow_r=(10, -62), hand_r=(-8, -56), knee_l=(-11, -28), foot_l=(-15, -3),
                       knee_r=(7, -28), foot_r=(14, -3))
        c.drawPath(limb([(14, -38), (-16, -60), (-44, -78)], [1.5, 1.5, 1.5]), m.ink("#2b1512"))
        c.drawPath(spline([(-44, -79, 1), (-52, -60), (-50, -40), (-40, -24, 1), (-44, -44), (-43, -64)]), m.ink("#e9efe9"))
    p.fill(rect(0, 0, W, 74), "#3a1d1a")
    p.title("HARVEST OF TIN", 18, 12, 334, 50, "league", "#fbe9b0", tracking=.06, lines=1)
    p.fill(rect(0, 522, W, 34), "#3a1d1a")
    p.tagline(544, 13, "league", "#fbe9b0", tracking=.12)
    p.paper(.28)


@poster("ten-rounds-for-delia")
def _(p):
    c = p.canvas
    p.bg("#0d1413")
    p.fill(poly([(140, 0), (230, 0), (400, 470), (-30, 470)]), linear(0, 0, 0, 470, "#fff2b8cc", "#d9b24a22"))
    p.fill(poly([(110, 0), (260, 0), (238, 26), (132, 26)]), "#2c2a22")
    # Delia, as a thought in the smoke.
    with placed(c, 206, 46, 1.3):
        p.fill(m.profile("woman", False), linear(0, 0, 0, 170, "#f7e3b2b0", "#f7e3b200"))
        p.fill(m.waved_hair(), "#3b1d12", a=.62)
        p.fill(spline([(80, 74), (88.5, 80.5), (83.5, 83.5), (87, 88), (80, 86)]), "#b3202a", a=.9)
        p.stroke(spline([(66, 45), (72, 42), (79, 45)], False), "#2a120b", 1.6)
        p.stroke(spline([(65, 34), (72, 30), (79, 33)], False), "#2a120b", 1.5)
    p.smoke(20, 120, 330, 260, "#d8c68e", .35)
    p.fill(rect(0, 440, W, 116), "#e8d59c")
    p.fill(poly([(0, 440), (W, 440), (W, 456), (0, 448)]), "#8f7a45")
    for y, w in ((352, 6), (392, 6), (432, 6)):
        p.stroke(line([(0, y), (92, y + 8)]), "#b3202a", w, a=.9)
        p.stroke(line([(92, y + 8), (W, y - 14)]), "#d7d0bf", w * .7, a=.5)
    p.fill(rrect(78, 330, 30, 128, 5), "#b3202a")
    skin = "#c98d5e"
    with placed(c, 120, 462, 2.6):
        figure(c, wear="shirt", coat=skin, legs="#1f3f6b", skin=skin, hair="#1c120c", face="right", build=1.12, shoes="#16110e",
               chest=(9, -67), neck=(13, -74), head=(17, -81), waist=(2, -54), hip=(-4, -44), knee_l=(16, -40), foot_l=(12, -4),
                       knee_r=(20, -36), foot_r=(24, -4),
               elbow_l=(12, -48), hand_l=(26, -40), elbow_r=(22, -50), hand_r=(32, -38))
        for x, y in ((28, -39), (34, -36)):
            c.drawPath(spline([(x - 5, y - 5), (x + 3, y - 6), (x + 7, y), (x + 4, y + 7), (x - 4, y + 6)]), m.ink("#b3202a"))
            c.drawPath(spline([(x - 4, y - 4), (x + 1, y - 4.5), (x + 3, y - 2)], False), m.ink("#e8655a", stroke=1))
        c.drawPath(rect(-13, -40, 20, 4), m.ink("#3a2a18"))
        for x in (-11, 3):
            c.drawPath(limb([(x, -38), (x - 2, 0)], [2, 2]), m.ink("#3a2a18"))
    p.text("TEN ROUNDS", 354, 508, 54, "anton", "#a3131f", "right", width=190)
    p.text("for Delia", 354, 542, 40, "kaushan", "#1a1410", "right")
    m.lines_of_type(p, ["He could take any punch", "but good-bye."], 18, 524, 12, "oswald", "#1a1410", 1.3)
    p.grain(.25)
    p.vignette(.5)


@poster("the-salt-lantern")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#0e2a3f", "#1f5a6b", "#e0a15a", "#123243"))
    p.texture("#ffffff", 90, 4, .55, .95, .18, "screen", 4)
    p.fill(circle(196, 250, 240), radial(196, 250, 240, "#ffd98a", "#ffb45a66", "#ffb45a00"), blend="screen")
    p.fill(rect(0, 330, W, 230), linear(0, 330, 0, H, "#d08c4c", "#17424f", "#0a2230"))
    for k in range(26):
        y = 334 + k * k * .3
        p.stroke(spline([(40 + k * 11 % 120, y), (140, y + 2), (250 + k * 17 % 100, y - 1)], False), "#ffe0a0", .8 + k * .05,
                 a=.5 - k * .015)
    # Glass lantern, big as a house in the foreground.
    p.fill(limb([(196, 92), (196, 118)], [6, 8]), "#231a14")
    p.stroke(circle(196, 84, 17), "#231a14", 4)
    p.fill(spline([(150, 158, 1), (166, 130), (196, 114), (226, 130), (242, 158, 1)]), "#2d221a")
    p.fill(rrect(140, 156, 112, 12, 4), "#3d2e22")
    glass = spline([(152, 168, 1), (142, 240), (150, 320, 1), (242, 320, 1), (250, 240), (240, 168, 1)])
    p.fill(glass, linear(142, 0, 250, 0, "#ffefc455", "#fff7dfcc", "#ffefc455"))
    # Salt crystals instead of oil.
    for k, (x, y) in enumerate(m.scatter(8, 60, 154, 280, 234, 316)):
        with placed(c, x, y, 1, k * 41):
            p.fill(rect(-5, -5, 10, 10), "#ffffff", a=.75)
            p.stroke(rect(-5, -5, 10, 10), "#c8e4ea", .7)
    p.fill(spline([(196, 196, 1), (214, 236), (208, 268), (196, 276), (184, 268), (178, 236)]), "#ffc24a")
    p.fill(spline([(196, 222, 1), (205, 250), (196, 272), (187, 250)]), "#fff9e2")
    p.glow(spline([(196, 206, 1), (210, 240), (196, 274), (182, 240)]), "#ffb84d", 18, 3)
    for x in (150, 173, 219, 242):
        p.stroke(spline([(x, 168), (x + (x - 196) * .08, 240), (x, 320)], False), "#2d221a", 3)
    p.fill(rrect(134, 318, 124, 18, 5), "#2d221a")
    # The woman who keeps it, and the boat that may be hers.
    p.fill(spline([(0, 556, 1), (0, 440), (60, 424), (120, 436), (180, 470), (260, 500), (330, 556, 1)]), "#0a1a22")
    with placed(c, 74, 432, 1.05):
        figure(c, wear="gown", coat="#0a1a22", skin="#0a1a22", hair="#0a1a22", hairdo="bun", face="right", flare=10, elbow_r=(9, -70),
               hand_r=(8, -80))
        c.drawPath(spline([(-8, -78), (-30, -70), (-46, -76), (-34, -62), (-9, -64)]), m.ink("#0a1a22"))
    with placed(c, 318, 352, .5):
        m.paper_boat(c, "#0a1a22", "#0a1a22")
    p.text("The Salt Lantern", 185, 58, 52, "oleo", "#fff1cf", width=330)
    p.tagline(524, 14, "cormorant-italic", "#fff1cf", x=352, align="right", width=300)
    p.credits(536, "#e9cfa0", rows=1, size=8)
    p.paper(.18)


@poster("the-ferrymans-daughters")
def _(p):
    # Three profiles in three transparent inks; their hair is the river.
    c = p.canvas
    p.bg("#f4ead8")
    for (x, y, s), ink_ in zip(((52, 92, 1.55), (100, 130, 1.55), (150, 168, 1.55)), ("#d9553f", "#e0a63a", "#2f6f8f")):
        with placed(c, x, y, s):
            p.fill(m.profile("woman", False), ink_, blend="multiply")
    for k, (ink_, dy) in enumerate((("#d9553f", 0), ("#e0a63a", 36), ("#2f6f8f", 72))):
        for j in range(7):
            y = 120 + dy + j * 13
            flow = limb([(70 + k * 46, y - 30 + j), (50 + k * 36, y - 4), (40 + k * 18, y + 60), (70, y + 150), (20, y + 220),
                         (-30, y + 260)], [3, 11, 13, 11, 10, 7])
            p.fill(flow, ink_, a=.85, blend="multiply")
    # Ferry with its pole, riding on the last strand.
    with placed(c, 84, 452, 1, -8):
        p.fill(spline([(-52, 0, 1), (-40, 16), (40, 16), (56, -4, 1), (20, 4), (-24, 4)]), "#1d2730")
        with placed(c, 20, 6, .66):
            figure(c, wear="coat", coat="#1d2730", skin="#1d2730", hair="#1d2730", hat=("cap", "#1d2730"), elbow_r=(14, -66),
                   hand_r=(22, -76), elbow_l=(10, -60), hand_l=(20, -62))
        c.drawPath(limb([(40, -74), (28, 0), (22, 40)], [1.6, 1.8, 1.6]), m.ink("#1d2730"))
    m.lines_of_type(p, ["the", "ferryman's", "daughters"], 352, 452, 41, "playfair-italic", "#1d2730", .92, "right")
    p.tagline(48, 13, "playfair", "#1d2730", x=352, align="right")
    p.credits(548, "#6a6258", rows=1, size=8)
    p.grain(.14)


@poster("blue-note-for-harlan")
def _(p):
    # Record-sleeve manners: one blue, one black, type as rhythm section.
    p.bg("#e9edf0")
    p.fill(rect(0, 0, W, 372), "#1247a8")
    tone = p.tone_of(sax_player)
    p.halftone(tone, "#06122e", 4, 22, (0, 0, W, 372))
    for k in range(11):
        h = 60 + (k * 53) % 92
        p.fill(rect(16 + k * 31, 372 - h * .0, 29, 36), "#ffffff")
        p.stroke(rect(16 + k * 31, 372, 29, 36), "#06122e", 1)
        if k % 7 not in (2, 6):
            p.fill(rect(38 + k * 31, 372, 15, 22), "#06122e")
    p.text("blue", 12, 470, 104, "jost-black", "#1247a8", "left", tracking=-.04)
    p.text("note", 222, 440, 62, "jost-black", "#06122e", "left", tracking=-.03)
    p.text("for harlan", 222, 470, 28, "jost", "#06122e", "left")
    p.fill(rect(16, 486, 338, 5), "#06122e")
    m.lines_of_type(p, [name(p.rng).lower() + "   tenor", name(p.rng).lower() + "   bass", name(p.rng).lower() + "   the girl at the bar"],
                    18, 508, 11, "jost", "#06122e", 1.3)
    m.lines_of_type(p, ["He played what", "he could not say."], 352, 508, 12.5, "jost", "#1247a8", 1.25, "right")
    p.grain(.12)


def sax_player(p):
    """The halftoned photograph: a man bent over a tenor saxophone, lit from the right."""
    c = p.canvas
    p.bg(linear(0, 0, W, 0, "#d8d8d8", "#ffffff"))
    with placed(c, 70, 40, 1.5, 18):
        p.fill(m.profile("man"), linear(30, 0, 96, 0, "#222222", "#9a9a9a", "#ffffff"))
        p.fill(m.short_hair(), "#000")
        p.stroke(m.spline([(68, 46), (74, 49), (81, 46)], False), "#000", 3)
        p.stroke(m.spline([(64, 36), (74, 31), (83, 36)], False), "#000", 3)
    p.fill(spline([(30, 372), (40, 300), (110, 262), (190, 290), (210, 372)]), "#111")
    horn = union(limb([(158, 196), (198, 172), (236, 166), (252, 184), (246, 240), (232, 296)], [6, 7, 10, 16, 24, 32]),
                 limb([(232, 296), (246, 334), (288, 324), (304, 268)], [32, 38, 42, 32]),
                 spline([(284, 282, 1), (264, 204, 1), (352, 200, 1), (322, 286, 1)]))
    p.fill(horn, linear(210, 0, 340, 0, "#555555", "#ffffff", "#999999"))
    p.stroke(horn, "#111111", 5)
    p.fill(oval(308, 202, 44, 12), "#222")
    for k in range(8):
        p.fill(circle(236 + (k % 2) * 14, 190 + k * 16, 5), "#111")
    for k in range(4):
        p.fill(limb([(196, 246 + k * 17), (222, 240 + k * 17), (246, 246 + k * 17)], [15, 14, 10]), "#8a8a8a" if k % 2 else "#6a6a6a")


@poster("a-chair-by-the-window")
def _(p):
    c = p.canvas
    p.bg("#cfc6b4")
    p.fill(rect(0, 420, W, 136), "#8f8471")
    p.texture("#7d725f", 50, 5, .4, .9, .25, "multiply", 2)
    # The window is only ever its light on the wall.
    with p.layer(blur=1.2):
        for i in range(2):
            for k in range(3):
                x, y = 84 + i * 74, 92 + k * 92
                p.fill(poly([(x, y + i * 16), (x + 66, y + 14 + i * 16), (x + 66, y + 94 + i * 16), (x, y + 80 + i * 16)]), "#fff4d4")
    p.fill(poly([(120, 430), (250, 430), (330, 556), (150, 556)]), "#d9cba6", a=.55, blur=3)
    p.fill(poly([(196, 468), (290, 516), (340, 512), (240, 462)]), "#3f372b", a=.4, blur=3)
    with placed(c, 196, 486, 2.7):
        m.chair(c, "#2b2119")
    # What is left of someone.
    p.fill(spline([(158, 324, 1), (178, 318), (214, 318), (228, 322, 1), (232, 372), (226, 404), (206, 398), (188, 408), (166, 398),
                   (156, 366)]), "#8a3a30")
    for k in range(6):
        p.stroke(line([(166 + k * 11, 400 - k % 2 * 4), (165 + k * 11, 410 - k % 2 * 4)]), "#8a3a30", 1.4)
    p.stroke(spline([(172, 326), (178, 360), (172, 392)], False), "#6b2820", 1.4)
    p.stroke(spline([(206, 324), (212, 360), (206, 390)], False), "#6b2820", 1.4)
    m.lines_of_type(p, ["A Chair", "by the", "Window"], 24, 54, 30, "cormorant", "#2b2119", 1.0)
    p.tagline(534, 16, "cormorant-italic", "#fffaf0", x=24, align="left")
    p.text("1961", 346, 534, 14, "cormorant", "#fffaf0", "right")
    p.grain(.22)


@poster("verdict-in-maple-county")
def _(p):
    # The box of twelve; one square disagrees.
    c = p.canvas
    p.bg("#efe9dc")
    coats = ["#33424f", "#5c5248", "#3f3a44", "#4a5a52"]
    skins = ["#e3b58f", "#c98d5e", "#f0c9a5", "#8a5a3c"]
    dos = ["short", "bun", "bald", "wave", "short", "short", "curly", "short", "wave", "bald", "short", "long"]
    hats = [None, None, None, ("cloche", "#33424f"), None, ("fedora", "#5c5248"), None, None, None, None, ("cap", "#3f3a44"), None]
    for k in range(12):
        col, row = k % 4, k // 4
        x, y = 20 + col * 84, 140 + row * 108
        odd = k == 6
        box = rect(x, y, 78, 102)
        p.fill(box, "#c8402c" if odd else "#cfc5b0")
        with p.clip(box), placed(c, x + 39 + (k % 3 - 1) * 3, y + 284, 2.6):
            figure(c, wear="dress" if dos[k] in ("bun", "wave", "long") else "suit", coat="#1b1b1b" if odd else coats[k % 4],
                   legs="#1b1b1b" if odd else "#2a2a2a",
                   skin="#f7ead2" if odd else skins[(k * 5) % 4], hair="#1b1b1b" if odd else ("#d8d4cc" if k % 5 == 0 else "#2e221a"),
                           hairdo=dos[k], hat=hats[k],
                   shirt="#f7ead2", face="left" if odd else ("right" if k % 4 < 2 else None))
    p.title("VERDICT", 20, 20, 330, 66, "alfaslab", "#1b1b1b", stretch=True)
    p.text("IN MAPLE COUNTY", 185, 122, 30, "alfaslab", "#c8402c", width=330)
    # Gavel lying along the bottom.
    p.fill(rect(20, 474, 330, 3), "#1b1b1b")
    p.tagline(496, 14, "zilla", "#1b1b1b")
    p.credits(516, "#4a463f")
    p.paper(.15)


@poster("the-empty-aquarium")
def _(p):
    # Polish school: painted, unkind, and about something else.
    p.bg("#d7cfa9")
    p.texture("#8a7f4f", 70, 5, .35, .9, .5, "multiply", 1)
    head = rough(spline([(70, 250), (60, 150), (110, 84), (196, 70), (280, 92), (314, 160), (306, 260), (280, 350), (250, 420), (262, 470),
                         (330, 500), (350, 560), (20, 560),
                         (40, 500), (112, 470), (120, 420), (92, 350)]), 9, 2.4, 3)
    p.fill(head, "#2a3d3a")
    tank = rough(spline([(94, 220, 1), (100, 112, 1), (280, 108, 1), (286, 226, 1)]), 8, 1.6, 5)
    p.fill(tank, "#a9d0c4")
    p.fill(rough(poly([(97, 164), (284, 160), (286, 226), (94, 222)]), 6, 2, 8), "#5f9c97")
    for k in range(7):
        p.fill(circle(116 + k * 27, 212 - k % 3 * 5, 6 + k % 3 * 2), ["#d9553f", "#e8c34a", "#d7cfa9"][k % 3])
    # One skeleton of a fish, still going round.
    p.stroke(spline([(146, 178), (190, 172), (234, 180)], False), "#f4efd8", 3)
    for k in range(6):
        x = 160 + k * 12
        p.stroke(line([(x, 176), (x - 5, 160 + k * 1.4)]), "#f4efd8", 2.4)
        p.stroke(line([(x, 177), (x - 5, 194 - k * 1.4)]), "#f4efd8", 2.4)
    p.fill(spline([(126, 178), (142, 162), (156, 176), (142, 192)]), "#f4efd8")
    p.fill(circle(138, 175, 3), "#2a3d3a")
    p.fill(poly([(232, 180), (252, 164), (248, 180), (254, 198)]), "#f4efd8")
    p.stroke(poly([(94, 222), (100, 110), (280, 108), (286, 226)]), "#f4efd8", 5)
    # Face: two small houses for eyes, a closed door for a mouth.
    for x in (142, 240):
        p.fill(rough(poly([(x - 24, 292), (x - 24, 266), (x, 246), (x + 24, 266), (x + 24, 292)]), 5, 1.2, x), "#f4efd8")
        p.fill(rect(x - 7, 268, 14, 14), "#e8c34a" if x > 200 else "#2a3d3a")
    p.stroke(spline([(190, 262), (180, 322), (204, 330)], False), "#d7cfa9", 5)
    p.fill(rough(rect(166, 358, 54, 13), 5, 1.4, 4), "#d9553f")
    for k in range(3):
        p.stroke(circle(190 + (k - 1) * 16, 60 - k * 17, 5 + k * 3), "#2a3d3a", 2.6)
    p.text("the EMPTY", 188, 478, 56, "caveatbrush", "#e8c34a", width=250)
    p.text("AQUARIUM", 186, 532, 68, "caveatbrush", "#f4efd8", width=310)
    p.text("A family learns to breathe.", 26, 42, 15, "caveatbrush", "#2a3d3a", "left")
    p.grain(.3)


@poster("quiet-platform")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, 330, "#6f8796", "#d9dcd8"))
    p.fog(150, 240, "#ffffff", .8)
    p.fill(poly([(0, 330), (236, 318), (W, 318), (W, 556), (0, 556)]), "#e8e8e2")
    # Rails run out to one point; nothing is on them.
    for a, b in ((-250, 6), (-90, 12)):
        p.fill(poly([(236, 316), (239, 316), (a + 40 + b, 556), (a + 24, 556)]), "#38424a")
    for k in range(13):
        t = (k / 13) ** 2
        y = 322 + t * 240
        p.fill(rect(230 - t * 420, y, 14 + t * 220, 2 + t * 9), "#59636a", a=.8)
    p.fill(poly([(238, 316), (W, 330), (W, 556), (96, 556)]), "#b9bfbf")
    p.fill(poly([(238, 316), (242, 316), (136, 556), (96, 556)]), "#f6f6f0")
    # Platform canopy and posts in steep perspective.
    p.fill(poly([(246, 296), (W, 150), (W, 206), (250, 302)]), "#3b4a54")
    for t in (0, .22, .52, .92):
        x = 258 + t * 108
        p.fill(rect(x, 292 - t * 110, 3 + t * 8, 40 + t * 240), "#2d3941")
    # Station clock.
    p.stroke(line([(288, 262), (288, 214)]), "#2d3941", 4)
    p.fill(circle(288, 200, 27), "#2d3941")
    p.fill(circle(288, 200, 22.5), "#fbfaf2")
    for k in range(12):
        a = math.tau * k / 12
        p.stroke(line([(288 + 18 * math.cos(a), 200 + 18 * math.sin(a)), (288 + 21 * math.cos(a), 200 + 21 * math.sin(a))]), "#2d3941", 1.6)
    p.stroke(line([(288, 200), (288, 185)]), "#c0392b", 2.2)
    p.stroke(line([(288, 200), (299, 205)]), "#2d3941", 2.6)
    with placed(c, 214, 478, 1.55):
        figure(c, wear="coat", coat="#7a1f22", legs="#3b2b2b", skin="#e8c4a4", hair="#3a2a20", hairdo="wave", hat=("cloche", "#7a1f22"),
               face="left", build=.86,
               elbow_r=(10, -62), hand_r=(11, -46))
        c.drawPath(rrect(6, -46, 20, 15, 1.5), m.ink("#4a3626"))
        c.drawPath(arc(16, -46, 4, 180, 180), m.ink("#4a3626", stroke=1.4))
    p.fill(poly([(196, 478), (232, 478), (320, 502), (270, 504)]), "#5d676c", a=.45, blur=3)
    p.snow(240, 2.4)
    p.text("Тихий", 22, 72, 54, "noto", "#2d3941", "left")
    p.text("перрон", 22, 124, 54, "noto", "#7a1f22", "left")
    m.lines_of_type(p, ["The train was late", "by eleven years."], 24, 150, 13, "caslon", "#2d3941", 1.3)
    p.grain(.2)
    p.border(10, "#f3f0e6")


@poster("eleven-winters-of-wheat")
def _(p):
    p.bg("#f2e3bd")
    p.fill(rect(0, 0, W, 402), linear(0, 0, 0, 402, "#d9803a", "#f0b862", "#f7dfa6"))
    p.fill(circle(185, 316, 66), "#fff1c4")
    p.fill(rect(0, 372, W, 30), "#7a4a22")
    p.fill(union(rect(246, 348, 34, 26), poly([(240, 350), (263, 330), (286, 350)]), rect(292, 338, 12, 36)), "#4a2a16")
    # Eleven ears; each a year, the fourth one broken.
    for k in range(11):
        x = 24 + k * 32.2
        top = 196 + 46 * math.sin(k * 1.3) + (90 if k == 3 else 0)
        lean = math.sin(k * 2.1) * 8
        p.fill(limb([(x, 408), (x + lean * .3, 330), (x + lean, top + 60)], [2.6, 2.2, 1.8]), "#6b3d1a")
        for j in range(8):
            y = top + j * 10
            for s in (-1, 1):
                grain = moved(m.leaf(20, 8.4), x + lean + s * 1.5, y + 16, angle=s * 28 + lean)
                p.fill(grain, "#a85f20" if (j + k) % 2 else "#8a4716")
                p.stroke(line([(x + lean + s * 9, y), (x + lean + s * 14, y - 22)]), "#6b3d1a", .6)
    p.title("ELEVEN WINTERS", 22, 418, 326, 38, "bodoni", "#4a2a16", lines=1)
    p.text("of Wheat", 185, 500, 52, "playfair-italic", "#b3501e")
    p.tagline(34, 15, "playfair-italic", "#4a2a16")
    p.credits(520, "#7a5a34")
    p.grain(.25)
    p.paper(.12)


@poster("postmark-trieste")
def _(p):
    c = p.canvas
    p.bg("#efe5cf")
    p.texture("#c9b68e", 60, 5, .4, .9, .5, "multiply")
    for k in range(60):
        a = k * 30 - 400
        for colour, off in (("#c0392b", 0), ("#28518c", 15)):
            stripe = poly([(a + off, -4), (a + off + 8, -4), (a + off - 2, 14), (a + off - 10, 14)])
            p.fill(stripe, colour)
            p.fill(move(stripe, 4, 544), colour)
    # Handwriting too faint to finish reading.
    for k, row in enumerate(("My dear — by the time", "this finds you the harbour", "will be someone else's,", "and so perhaps shall I.")):
        p.text(row, 34, 350 + k * 27, 25, "reenie", "#28416b", "left", angle=-3)
    with placed(c, 236, 172, 1, 5):
        p.shadow(m.stamp(178, 226, 4), 3, 4, 3, .35)
        p.fill(m.stamp(178, 226, 4), "#fbf5e6")
        box = rect(-76, -100, 152, 200)
        p.fill(box, linear(0, -100, 0, 100, "#7fb0b8", "#f2c98a", "#d97c4a"))
        with p.clip(box):
            p.fill(poly([(-76, 36), (-40, 20), (-40, -10), (-20, -10), (-20, 16), (6, 6), (6, -30), (13, -40), (20, -30), (20, 8), (76, 24),
                         (76, 60), (-76, 60)]), "#a8552f")
            p.fill(rect(-76, 52, 152, 60), "#2b5d78")
            for k in range(7):
                p.stroke(line([(-70 + k * 7, 60 + k * 7), (60 - k * 5, 60 + k * 7)]), "#f2c98a", 1.4, a=.6)
            for x, kw in ((-12, dict(wear="coat", coat="#1f2f45", face="right", hat=("cap", "#1f2f45"), elbow_r=(12, -68),
                                     hand_r=(16, -72))),
                          (8, dict(wear="dress", coat="#c0392b", face="left", hairdo="wave", elbow_l=(-12, -72), hand_l=(-14, -78)))):
                with placed(c, x, 104, 1.22):
                    figure(c, **kw)
        p.stroke(box, "#7a4a22", 1)
        p.text("L. 25", 70, -84, 16, "bodoni", "#fff8e8", "right")
    with p.layer(alpha=.8, blend="multiply"), p.turned(-14, 120, 230):
        for r in (66, 61, 40):
            p.stroke(circle(116, 236, r), "#33302c", 1.8)
        p.arc_text("TRIESTE · CENTRALE", 116, 236, 46, -90, 14, "courier", "#33302c", .02)
        p.text("19.X.", 116, 234, 18, "courier", "#33302c")
        p.text("1944", 116, 252, 18, "courier", "#33302c")
        for k in range(5):
            p.stroke(spline([(182, 212 + k * 11), (220, 206 + k * 11), (260, 218 + k * 11), (330, 208 + k * 11)], False), "#33302c", 2)
    p.text("Postmark", 28, 80, 40, "bodoni", "#33302c", "left", width=112)
    p.text("TRIESTE", 185, 512, 76, "bodoni", "#c0392b", width=316)
    p.tagline(534, 14, "cormorant-italic", "#33302c")
    p.grain(.14)


@poster("the-piano-mover")
def _(p):
    # Airbrushed dusk, one hill, one load.
    c = p.canvas
    p.bg(linear(0, 0, 0, 430, "#2b1a4f", "#a23a6b", "#f2884b", "#ffd98a"))
    p.fill(circle(96, 352, 66), radial(96, 352, 66, "#fff6d0", "#ffdf7a"))
    p.glow(circle(96, 352, 66), "#ffb04a", 30, 2)
    p.stars(60, (0, 0, W, 150))
    hill = spline([(-10, 520), (80, 486), (180, 420), (270, 330), (380, 262), (390, 570, 1), (-10, 570, 1)])
    p.fill(hill, "#170d26")
    with placed(c, 188, 420, 1.8, -10):
        figure(c, wear="shirt", coat="#170d26", legs="#170d26", skin="#170d26", hair="#170d26", hat=("cap", "#170d26"), face="right",
               build=1.15, shoes="#170d26",
               chest=(14, -64), waist=(2, -54), hip=(-6, -46), neck=(20, -68), head=(26, -73), knee_l=(-16, -24), foot_l=(-22, -2),
                       knee_r=(10, -30), foot_r=(8, -2),
               elbow_l=(2, -74), hand_l=(-6, -84), elbow_r=(22, -76), hand_r=(14, -88))
        # The grand, upside down across his back.
        body = spline([(-64, -86, 1), (52, -86, 1), (60, -98), (40, -116), (-6, -116), (-34, -134), (-62, -134), (-68, -112)])
        c.drawPath(body, m.ink("#170d26"))
        for x in (-52, -6, 42):
            c.drawPath(limb([(x, -112), (x + 2, -156)], [7, 3]), m.ink("#170d26"))
            c.drawPath(circle(x + 2, -158, 3), m.ink("#170d26"))
        for k in range(14):
            c.drawPath(rect(-8 + k * 4.2, -90, 3.4, 5), m.ink("#f4ead8"))
    # Notes shaken loose, drifting down like birds.
    for x, y, s in ((92, 246, 1), (60, 206, .8), (120, 292, .7), (44, 268, .6)):
        with placed(c, x, y, s, -14):
            p.fill(oval(0, 0, 7, 5), "#170d26")
            p.stroke(line([(6, -1), (6, -26)]), "#170d26", 2)
            p.fill(spline([(6, -27, 1), (16, -18), (14, -8), (12, -16)]), "#170d26")
    p.title("THE PIANO MOVER", 22, 28, 326, 44, "cinzel", "#fff1cf", lines=1)
    p.tagline(92, 14, "cormorant-italic", "#ffd98a")
    p.credits(520, "#b98aa0")
    p.grain(.14)


@poster("a-house-of-four-kitchens")
def _(p):
    # The quarrel from above: one table, eight hands, no one sitting.
    c = p.canvas
    p.bg("#7a2f26")
    tile = 37
    for i in range(10):
        for k in range(16):
            if (i + k) % 2:
                p.fill(rect(i * tile, k * tile, tile, tile), "#8d3b2e")
    table = rrect(64, 150, 242, 312, 26)
    p.shadow(table, 6, 10, 8, .5)
    p.fill(table, "#e9c88f")
    p.fill(rrect(76, 162, 218, 288, 18), "#f6e9d0")
    for k in range(6):
        p.stroke(line([(76, 198 + k * 44), (294, 198 + k * 44)]), "#c8503c", 3, a=.5)
        p.stroke(line([(104 + k * 33, 162), (104 + k * 33, 450)]), "#c8503c", 3, a=.5)
    dishes = [(126, 214, 34, "#ffffff", "#e2a12e"), (236, 224, 38, "#2f6f8f", "#f4ead8"), (184, 304, 46, "#f0efe8", "#c8402c"),
              (118, 388, 32, "#8fb05a", "#4f7a2e"),
              (242, 386, 36, "#ffffff", "#7a4a22")]
    for k, (x, y, r, china, food) in enumerate(dishes):
        p.shadow(circle(x, y, r), 3, 5, 3, .3)
        p.fill(circle(x, y, r), china)
        p.stroke(circle(x, y, r * .78), mix(china, "#000000", .12), 1.2)
        p.fill(circle(x, y, r * .68), food)
        for j, (dx, dy) in enumerate(m.scatter(k, 12, -r * .45, -r * .45, r * .45, r * .45)):
            p.fill(oval(x + dx, y + dy, 5, 3, j * 40), mix(food, "#ffffff" if j % 2 else "#000000", .28))
    # Arms reach in from all four sides, each from a different generation's sleeve.
    reach = [(-10, 250, 96, 238, "#35507a", "#e3b58f"), (-10, 420, 92, 398, "#d9a13a", "#8a5a3c"), (380, 210, 268, 222, "#5a7a4a",
            "#f0c9a5"), (380, 404, 280, 392, "#ffffff", "#c98d5e"),
             (150, 110, 150, 186, "#a03a5a", "#e3b58f"), (236, 104, 226, 190, "#3a3a44", "#c98d5e"), (120, 530, 134, 424, "#c96b3c",
                     "#f0c9a5"), (262, 540, 226, 424, "#4a8a8a", "#e3b58f")]
    for x0, y0, x1, y1, sleeve, skin in reach:
        mx, my = x0 + (x1 - x0) * .56, y0 + (y1 - y0) * .56
        p.fill(limb([(x0, y0), (mx, my), (x1, y1)], [26, 20, 15]), skin)
        p.fill(limb([(x0, y0), (mx, my)], [40, 32]), sleeve)
        turn = math.degrees(math.atan2(y1 - y0, x1 - x0)) + 90
        with placed(c, x1, y1, .36, turn):
            m.hand(c, skin)
    p.stroke(line([(268, 222), (248, 246)]), "#c9c9c9", 3)
    p.fill(rect(0, 0, W, 108), "#f6e9d0")
    p.text("A HOUSE OF", 185, 40, 26, "zilla", "#7a2f26", tracking=.1)
    p.text("FOUR KITCHENS", 185, 86, 46, "zilla", "#c8402c", width=330)
    p.fill(rect(0, 500, W, 56), "#f6e9d0")
    p.tagline(522, 13, "cormorant-italic", "#7a2f26")
    p.credits(538, "#a5705e", rows=2, size=7.5)
    p.grain(.1)


@poster("the-last-ferry")
def _(p):
    # Ink and water.
    c = p.canvas
    p.bg("#f1ece0")
    p.texture("#c9bfa6", 80, 5, .4, 1, .35, "multiply")
    ridges = [(210, "#b9c0bd", (40, 92, 36, 70, 120, 60)), (262, "#8f9b9a", (88, 40, 24, 96, 54, 30)),
              (310, "#5c6b6d", (26, 80, 44, 12, 8, 60))]
    for k, (y, ink_, humps) in enumerate(ridges):
        ridge = m.hills(y, W, *humps)
        p.fill(ridge, linear(0, y - 110, 0, y + 50, ink_, alpha(ink_, 0)))
        p.texture("#22302f", 26, 4, .5, .95, .3, "multiply", seed=k, clip=intersect(ridge, rect(0, 0, W, y + 6)))
    p.fog(226, 150, "#f1ece0", .95, seed=3)
    for k in range(34):
        y = 360 + k * 5.4
        x = 40 + (k * 83) % 230
        p.stroke(spline([(x, y), (x + 30, y + 1.4), (x + 50 + k, y)], False), "#5c6b6d", .7, a=.4)
    # Ferry: one loaded brush.
    with placed(c, 158, 418, 1.3):
        p.fill(spline([(-78, -10, 1), (-58, 6), (0, 11), (60, 5), (88, -18, 1), (50, -6), (0, -2), (-40, -4)]), "#1b2424")
        p.fill(spline([(-30, -6, 1), (-24, -26), (10, -30), (34, -24), (40, -6, 1)]), "#2c3838")
        for x, s in ((-54, .42), (-42, .4), (52, .44)):
            with placed(c, x, -4, s):
                figure(c, wear="coat", coat="#1b2424", skin="#1b2424", hair="#1b2424", hat=("straw", "#1b2424") if x > 0 else None)
        c.drawPath(limb([(64, -50), (74, 6), (80, 34)], [1.2, 1.4, .8]), m.ink("#1b2424"))
    p.fill(spline([(74, 434), (160, 446), (262, 430), (236, 456), (160, 466), (100, 452)]), "#1b2424", a=.22, blur=3)
    for x, y in ((66, 128), (84, 118), (106, 130)):
        p.fill(moved(m.bird(15), x, y), "#1b2424")
    p.fill(move(vertical_path("最后的渡船", "noto-serif-sc", 50, 1.08), 308, 30), "#1b2424")
    seal = rough(rrect(258, 240, 26, 44, 3), 4, .8, 2)
    p.fill(seal, "#b3261e")
    p.fill(move(vertical_path("渡船", "noto-serif-sc", 17, 1.1), 271, 244), "#f1ece0")
    m.lines_of_type(p, ["The river is wide", "because we are leaving."], 26, 506, 16, "cormorant-italic", "#1b2424", 1.15)
    p.laurel(300, 514, 92, "JURY PRIZE", "Festival of Marrow Bay", "#1b2424")
    p.grain(.12)


@poster("the-cartographers-mother")
def _(p):
    # Her profile, surveyed: contour lines, a river, one unmarked place.
    c = p.canvas
    p.bg("#f3ecd9")
    for k in range(13):
        p.stroke(line([(k * 31, 0), (k * 31, 420)]), "#c9bd9f", .6)
        p.stroke(line([(0, k * 34), (W, k * 34)]), "#c9bd9f", .6)
    face = moved(union(m.profile("woman"), m.bun_hair()), 96, 40, 1.86)
    p.fill(face, "#dfe6c8")
    with p.clip(face):
        for k in range(22):
            r = 12 + k * 13
            ring_ = spline([(196 + r * (1 + .13 * math.sin(3 * a + k * .4)) * math.cos(a),
                             210 + r * (1.05 + .1 * math.cos(2 * a + k * .3)) * math.sin(a)) for a in [math.tau * j / 22 for j in range(22)]])
            p.stroke(ring_, "#a9743f", 1.5 if k % 5 == 0 else .7, a=.85)
        hair = moved(m.bun_hair(), 96, 40, 1.86)
        p.fill(hair, "#7fa06a", a=.65)
        p.stroke(spline([(50, 90), (110, 150), (130, 210), (186, 250), (196, 320), (250, 370), (240, 430)], False), "#3f7fa6", 5)
        p.stroke(spline([(186, 250), (220, 240), (250, 262)], False), "#3f7fa6", 2.6)
        p.stroke(spline([(60, 330), (130, 340), (200, 320), (300, 400)], False), "#b3402c", 1.6, dash=(6, 4))
        for x, y, s in ((120, 128, "Cradle Hill"), (56, 404, "Long Silence"), (170, 424, "Supper Road")):
            p.fill(circle(x, y, 2.6), "#2b2a26")
            p.text(s, x + 6, y + 4, 12, "cormorant-italic", "#2b2a26", "left")
    p.stroke(face, "#5a4a30", 1.4)
    p.stroke(line([(206, 196), (220, 210)]), "#b3402c", 3)
    p.stroke(line([(220, 196), (206, 210)]), "#b3402c", 3)
    p.fill(rect(0, 436, W, 120), "#2f4a58")
    p.text("The Cartographer's", 24, 474, 32, "caslon", "#f3ecd9", "left", width=320)
    p.text("Mother", 24, 508, 32, "caslon", "#e0b35a", "left")
    p.tagline(502, 12.5, "cormorant-italic", "#f3ecd9", x=346, align="right", width=200)
    p.credits(526, "#8fa6b0", 322)
    with placed(c, 326, 62):
        p.stroke(circle(0, 0, 20), "#5a4a30", .8)
        p.fill(star(0, 0, 27, 4, .22), "#5a4a30")
        p.text("N", 0, -30, 11, "caslon", "#5a4a30")


@poster("the-swimming-teacher")
def _(p):
    # Straight down into the pool: two people, one lane of distance.
    p.bg(linear(0, 0, W, H, "#2fb6cf", "#0f8db0"))
    for k in range(26):
        for j in range(18):
            if (k * 7 + j * 3) % 5 == 0:
                p.fill(rect(j * 21, k * 22, 20, 21), "#ffffff", a=.05)
    for x in (92, 278):
        for k in range(4, 29):
            p.fill(rrect(x - 5, k * 17, 10, 15, 4), "#ffffff" if k % 4 < 2 else "#e8483f")
    p.fill(rect(172, 60, 26, 500), "#0a5f80", a=.75)
    p.fill(rect(140, 60, 90, 24), "#0a5f80", a=.75)
    for x, y, s in m_caustics(p):
        p.stroke(spline([(x, y), (x + 16 * s, y - 8), (x + 34 * s, y + 4), (x + 50 * s, y - 4)], False), "#c8f4fb", 1.2, a=.45)
    # The teacher, back to us, arms open under the water.
    skin = "#c98d5e"
    p.fill(oval(192, 372, 66, 90), "#06435c", a=.3, blur=10)
    p.fill(limb([(158, 342), (120, 312), (128, 262)], [24, 18, 13]), skin)
    p.fill(limb([(212, 342), (250, 312), (242, 262)], [24, 18, 13]), skin)
    p.fill(spline([(148, 336), (185, 326), (222, 336), (214, 396), (204, 440), (166, 440), (156, 396)]), skin)
    p.fill(limb([(173, 440), (168, 490), (174, 534)], [28, 22, 13]), skin)
    p.fill(limb([(197, 440), (202, 490), (196, 534)], [28, 22, 13]), skin)
    p.fill(spline([(154, 412), (185, 418), (216, 412), (214, 456), (186, 452), (156, 456)]), "#1d2f4f")
    p.fill(circle(185, 316, 22), "#3a2416")
    # The child, face up, not quite held.
    p.fill(oval(190, 226, 40, 64), "#06435c", a=.3, blur=8)
    p.fill(limb([(170, 212), (142, 206), (122, 222)], [13, 10, 7]), "#f0c9a5")
    p.fill(limb([(200, 212), (228, 206), (248, 222)], [13, 10, 7]), "#f0c9a5")
    p.fill(limb([(178, 256), (172, 282), (170, 300)], [16, 11, 7]), "#f0c9a5")
    p.fill(limb([(192, 256), (200, 278), (204, 296)], [16, 11, 7]), "#f0c9a5")
    p.fill(spline([(166, 206), (185, 200), (204, 206), (200, 262), (170, 262)]), "#f2c230")
    p.fill(circle(185, 184, 18), "#5b3018")
    p.fill(spline([(170, 186), (185, 172), (200, 186), (185, 204)]), "#f0c9a5")
    p.text("the swimming teacher", 185, 46, 33, "josefin", "#ffffff", width=330)
    p.fill(rect(0, 492, W, 64), "#0a5f80")
    m.lines_of_type(p, ["Letting go", "is lesson one."], 24, 520, 17, "josefin", "#fff", 1.2)
    p.laurel(308, 526, 84, "BEST ACTRESS", "Sables d'Or", "#fff")


def m_caustics(p):
    """Where the light wrinkles on the water: x, y and length."""
    return [(p.rng.uniform(0, W), p.rng.uniform(0, H), p.rng.uniform(.5, 1.4)) for _ in range(70)]


@poster("what-the-river-kept")
def _(p):
    p.bg(linear(0, 0, 0, H, "#aebbb6", "#5d726f", "#172423"))
    for layer, (base, ink_) in enumerate(((236, "#8a9c97"), (262, "#566b66"), (288, "#24352f"))):
        for k in range(16):
            x, h = k * 27 + layer * 11 - 12, 70 + (k * 47 + layer * 31) % 90
            for j in range(6):
                w = 7 + j * 5
                p.fill(poly([(x, base - h + j * h / 7), (x + w, base - h + (j + 2) * h / 7), (x - w, base - h + (j + 2) * h / 7)]), ink_)
        p.fill(rect(0, base - 2, W, 60), ink_)
        p.fog(base - 60, 90, "#cfdad6", .6, seed=layer)
    p.fill(rect(0, 300, W, 260), linear(0, 300, 0, H, "#4f6562", "#1c2c2b", "#0c1413"))
    for k in range(60):
        x, y, w = p.rng.uniform(-20, W), 306 + p.rng.random() ** 1.4 * 140, p.rng.uniform(20, 110)
        p.stroke(line([(x, y), (x + w, y)]), "#d3dfdb" if k % 3 else "#0c1413", p.rng.uniform(.4, 1.4), a=.28)
    # Bank of wet stones.
    for k in range(60):
        x, y = p.rng.uniform(-10, W + 10), 446 + p.rng.random() * 120
        r = p.rng.uniform(10, 26)
        stone = oval(x, y, r * 1.3, r * .72)
        p.volume(stone, "#2c3735", "#8fa09b", "#0c1211", depth=5)
    # The shoes.
    for x, turn in ((160, -4), (212, 7)):
        with placed(p.canvas, x, 438, 1.15, turn):
            shoe = spline([(-20, -4), (-24, -34), (-14, -42), (-4, -32, 1), (8, -24), (30, -18), (40, -6), (34, 2), (0, 3)])
            p.fill(move(shoe, 4, 6), "#000", a=.5, blur=4)
            p.volume(shoe, "#a61f24", "#ef7468", "#4a0a10", depth=5)
            p.fill(spline([(-21, -30), (-14, -41), (-5, -31), (-14, -27)]), "#2b0608")
            p.stroke(spline([(-6, -32), (2, -36), (10, -25)], False), "#5a0d12", 3)
            p.fill(rrect(-22, 0, 62, 4, 2), "#1c0506")
    p.text("WHAT THE RIVER KEPT", 185, 84, 26, "cinzel", "#f2f5f3", tracking=.1, width=320)
    p.fill(rect(165, 96, 40, .8), "#f2f5f3")
    p.tagline(114, 13, "cormorant-italic", "#f2f5f3")
    p.credits(524, "#9fb0ab")
    p.grain(.22)
    p.vignette(.6)


@poster("nine-kilos-of-sky")
def _(p):
    # Festival minimalism: a suitcase, opened.
    c = p.canvas
    p.bg("#f5f2ec")
    p.fill(oval(186, 452, 140, 10), "#d8d2c6", blur=5)
    lid = rrect(62, 118, 246, 158, 16)
    base = rrect(62, 288, 246, 160, 16)
    for shell in (lid, base):
        p.fill(shell, "#b3552f")
        p.stroke(shell, "#7a3518", 3)
    for box, seed in ((rrect(74, 130, 222, 146, 9), 1), (rrect(74, 288, 222, 148, 9), 2)):
        with p.clip(box):
            p.fill(box, linear(0, 130, 0, 440, "#2f7fc1", "#9fd3f0", "#f7e3c4"))
            p.texture("#ffffff", 60, 5, .52, .8, .95, None, 1.6, seed)
    p.fill(rect(62, 274, 246, 16), "#7a3518")
    for x in (100, 252):
        p.fill(rrect(x, 270, 20, 24, 3), "#d9b24a")
    for x, y in ((62, 118), (308, 118), (62, 448), (308, 448)):
        p.fill(circle(x + (10 if x < 185 else -10), y + (10 if y < 280 else -10), 4), "#d9b24a")
    # A plane crosses from lid to base, and leaves the case.
    p.stroke(spline([(96, 408), (160, 340), (226, 230), (292, 96)], False), "#fff", 2, a=.9)
    with placed(c, 298, 92, .8, 30):
        p.fill(union(limb([(0, -24), (0, 26)], [6, 8]), poly([(0, -8), (38, 14), (38, 19), (0, 8), (-38, 19), (-38, 14)]),
                     poly([(0, 18), (14, 28), (14, 31), (-14, 31), (-14, 28)])), "#2b2a2a")
    p.stroke(spline([(150, 448), (150, 468), (220, 468), (220, 448)], False), "#7a3518", 7)
    # Luggage tag carrying the festival credit.
    with placed(c, 78, 470, 1, 12):
        p.stroke(line([(8, 0), (26, -36)]), "#7a3518", 1.6)
        p.fill(rrect(-22, 0, 58, 32, 5), "#f2c230")
        p.text("9 KG", 7, 21, 16, "mono", "#2b2a2a")
    p.text("nine kilos of sky", 185, 66, 42, "inter-light", "#2b2a2a", width=316, tracking=-.02)
    p.tagline(92, 11.5, "inter", "#b3552f", x=28, align="left", width=224)
    p.laurel(176, 506, 84, "GRAND PRIX", "Quay of Lanterns", "#2b2a2a")
    p.laurel(284, 506, 84, "OFFICIAL SELECTION", "Marrow Bay", "#2b2a2a")
    p.credits(538, "#9a948a", rows=2, size=7)


@poster("the-understudys-coat")
def _(p):
    p.bg("#14060a")
    for k in range(15):
        x = k * 26
        p.fill(rect(x, 0, 27, 430), linear(x, 0, x + 27, 0, "#3a0710", "#9c1424", "#5a0b16", "#2a050b"))
    p.fill(rect(0, 0, W, 430), linear(0, 0, 0, 430, "#00000088", "#00000000", "#000000aa"))
    p.fill(poly([(150, -20), (220, -20), (330, 452), (40, 452)]), linear(0, 0, 0, 450, "#fff3cf55", "#fff3cf22"), blur=6, blend="screen")
    p.fill(rect(0, 430, W, 126), linear(0, 430, 0, H, "#3d2413", "#130a05"))
    for k in range(-7, 8):
        p.stroke(line([(185 + k * 22, 430), (185 + k * 60, 560)]), "#0a0502", 1)
    p.fill(oval(185, 452, 120, 20), "#ffe9b0", a=.45, blur=8)
    # A coat on a hanger, standing as if someone were in it.
    p.stroke(spline([(185, 128), (185, 108), (196, 100), (185, 92), (178, 98)], False), "#c9b27a", 3)
    p.stroke(line([(128, 160), (185, 128), (242, 160)]), "#c9b27a", 4)
    coat = spline([(166, 140, 1), (122, 158), (106, 190), (128, 300), (104, 436, 1), (150, 444), (185, 440), (220, 444), (266, 436, 1),
                   (242, 300), (264, 190), (248, 158), (204, 140, 1), (185, 176, 1)])
    p.fill(move(coat, 8, 10), "#000", a=.5, blur=8)
    p.volume(coat, "#2f6a6a", "#9ad0c4", "#0f2c30", angle=-90, depth=9)
    for s in (-1, 1):
        sleeve = moved(limb([(64, 172), (80, 250), (74, 330)], [40, 36, 28]), 185, 0, flip=s < 0)
        p.volume(sleeve, "#2b6262", "#8cc4b8", "#0f2c30", angle=-90, depth=6)
        p.fill(moved(spline([(2, 178, 1), (18, 142, 1), (40, 150), (34, 200), (6, 260, 1)]), 185, 0, flip=s < 0), "#1d4648")
        p.fill(moved(rrect(60, 318, 28, 12, 3), 185, 0, flip=s < 0), "#c9b27a")
    p.stroke(line([(185, 180), (186, 440)]), "#0f2c30", 2)
    for k in range(4):
        p.fill(circle(178, 246 + k * 42, 4.6), "#d9b24a")
    # Someone else's name, pinned to the lapel.
    with p.turned(-6, 216, 226):
        p.fill(rect(196, 216, 44, 18), "#f7f0df")
        p.text("MISS VALE", 218, 229, 8.6, "courier", "#3a0710")
    p.text("the", 34, 52, 26, "playfair-italic", "#f7e3b8", "left")
    p.text("Understudy's Coat", 185, 82, 38, "playfair-italic", "#f7e3b8", width=316)
    p.tagline(484, 14, "playfair-italic", "#f7e3b8")
    p.credits(510, "#8a6a5a")
    p.grain(.2)


@poster("a-field-of-small-fires")
def _(p):
    p.bg(linear(0, 0, 0, H, "#0b1324", "#1b2740", "#3b2f3f", "#15131c", "#08080c"))
    p.stars(170, (0, 0, W, 250), "#dbe6ff", 1)
    p.fill(m.hills(276, W, 20, 34, 12, 26, 40, 18), "#0d1019")
    p.smoke(-20, 120, 420, 240, "#6a5f70", .4, seed=2)
    # Fires thin out with distance into something like a sky of their own.
    rows = 17
    for r in range(rows):
        depth = r / (rows - 1)
        y = 286 + depth ** 1.7 * 226
        for k in range(max(3, int(26 - 22 * depth))):
            x, size = p.rng.uniform(-8, W + 8), .7 + depth ** 1.5 * 6
            flame = moved(spline([(.2, -3.4, 1), (.9, -1.5), (1.1, 0), (0, .7), (-1.1, 0), (-.4, -1), (-.5, -2, 1)]), x, y, size)
            p.fill(circle(x, y, size * 5), radial(x, y, size * 5, "#ff9a3c77", "#ff6a1a00"), blend="screen")
            p.fill(flame, "#ffb347")
            p.fill(moved(spline([(0, -1.6, 1), (.6, -.2), (0, .5), (-.6, -.2)]), x, y, size), "#fff3c0")
    # Two of them stayed awake.
    for x, kw in ((158, dict(wear="coat", hat=("cap", "#060609"))), (206, dict(wear="dress", hairdo="long", hem=-14, flare=12))):
        with placed(p.canvas, x, 566, 2.0):
            figure(p.canvas, coat="#060609", legs="#060609", skin="#060609", hair="#060609", shoes="#060609", **kw)
    for k, word in enumerate(("A FIELD", "OF SMALL", "FIRES")):
        p.text(word, 26, 58 + k * 38, 36, "inter-light", "#f5e9dc" if k < 2 else "#ffb347", "left", tracking=.14)
    p.tagline(172, 13, "inter-light", "#c9bdb8", x=27, align="left")
    p.laurel(304, 72, 92, "GOLDEN HERON", "Festival of Sables", "#f5e9dc")
    p.credits(532, "#7d7480", rows=2, size=8)
    p.grain(.2)
