"""Posters whose first genre is comedy."""
import math

import motifs as m
from kit import *  # noqa: F403
from motifs import figure, limb, moved, placed, spline


@poster("the-duchess-wears-my-trousers")
def _(p):
    # Deco screwball: a diagonal of colour, and each star dressed as the other.
    c = p.canvas
    p.bg("#f3e3c0")
    p.fill(poly([(0, 150), (W, 20), (W, 430), (0, 556)]), "#c8322b")
    for k in range(7):
        p.stroke(line([(0, 166 + k * 7), (W, 36 + k * 7)]), "#f3e3c0", 1.1, a=.8 - k * .1)
    p.fill(circle(240, 250, 130), "#f0b63c")
    with placed(c, 243, 452, 3.3):
        figure(c, wear="suit", coat="#17151c", skin="#f4cfae", hair="#6b2f16", hairdo="wave", shirt="#ffffff", build=.86,
               hat=("top", "#17151c"), elbow_l=(-15, -66), hand_l=(-6, -57), elbow_r=(16, -70), hand_r=(22, -84),
               knee_r=(6, -27), foot_r=(11, -3))
        c.drawPath(limb([(22, -84), (27, -100), (31, -112)], [.9, .7, .6]), m.ink("#17151c"))
        c.drawPath(limb([(29, -108), (31.4, -113)], [1.5, 1.2]), m.ink("#f3e3c0"))
    with placed(c, 88, 470, 2.35):
        figure(c, wear="gown", coat="#2b6d78", skin="#eebd95", hair="#201812", face="right", build=1.12, flare=12,
               elbow_l=(-13, -62), hand_l=(-2, -60), elbow_r=(13, -60), hand_r=(3, -57))
    p.title("THE DUCHESS", 18, 16, 334, 44, "righteous", "#17151c", stretch=True)
    p.text("wears my", 20, 96, 40, "oleo", "#c8322b", "left", angle=-5)
    p.title("TROUSERS", 30, 478, 310, 44, "righteous", "#17151c", stretch=True)
    p.tagline(540, 10, "jost", "#17151c")
    p.paper(.25)


@poster("a-goose-for-the-governor")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#e9d9a6", "#f6ecd0"))
    p.rays(185, 300, "#c94a36", 20, 600, .55, fade=False)
    # The capitol, small and far, so that the bird can tower over it.
    dome = union(rect(204, 300, 150, 190), rect(240, 268, 78, 40), moved(spline([(-34, 0, 1), (-30, -34), (0, -54), (30, -34), (34, 0, 1)]),
            279, 270),
                 rect(275, 200, 8, 20))
    p.fill(dome, "#dcb876")
    p.fill(poly([(198, 302), (279, 280), (360, 302)]), "#c99a5a")
    for k in range(8):
        p.fill(rect(212 + k * 18.4, 310, 7, 180), "#c99a5a")
    # The goose.
    body = spline([(118, 452), (112, 400), (150, 368), (205, 352), (250, 366), (300, 352, 1), (286, 400), (262, 446), (190, 474)])
    p.fill(body, "#fffaf0")
    p.stroke(body, "#2a2320", 2.2)
    neck = limb([(150, 420), (122, 360), (140, 290), (150, 232)], [86, 50, 34, 36])
    p.fill(neck, "#fffaf0")
    p.fill(circle(152, 218, 29), "#fffaf0")
    p.stroke(spline([(124, 384), (107, 360), (120, 312), (128, 262), (123, 222)], False), "#2a2320", 2.2)
    p.stroke(spline([(180, 222), (168, 260), (160, 318), (162, 352), (190, 360)], False), "#2a2320", 2.2)
    p.fill(spline([(172, 206, 1), (222, 222, 1), (218, 228), (176, 238, 1)]), "#ef8b22")
    p.stroke(line([(176, 223), (220, 223)]), "#2a2320", 1.6)
    p.fill(circle(160, 212, 4.4), "#2a2320")
    for k, y in enumerate((392, 412, 432)):
        p.stroke(spline([(196, y), (236, y + 8), (268, y - 8)], False), "#2a2320", 2)
    with p.clip(union(body, neck)):
        p.fill(poly([(96, 338), (150, 300), (252, 490), (188, 496)]), "#2c4a6e")
        p.text("HONK FIRST", 178, 430, 14.5, "alfaslab", "#f6ecd0", angle=62)
    # Top hat, tipped.
    with placed(c, 146, 192, 1, -12):
        p.fill(union(rect(-25, -58, 50, 60), oval(0, 0, 42, 7)), "#221c22")
        p.fill(rect(-25, -15, 50, 10), "#c94a36")
    for x in (170, 215):
        p.fill(limb([(x, 466), (x + 2, 488)], [8, 6]), "#ef8b22")
        p.fill(poly([(x - 4, 488), (x + 26, 494), (x - 8, 496)]), "#ef8b22")
    p.arc_text("A GOOSE FOR THE", 185, 330, 272, -90, 32, "alfaslab", "#221c22", .04)
    p.fill(rect(0, 497, W, 59), "#c94a36")
    p.title("GOVERNOR", 20, 503, 330, 34, "alfaslab", "#fff6dd", stretch=True)
    p.tagline(550, 9.5, "zilla", "#fff6dd")
    p.paper(.3, folds=True)


@poster("honeymoon-for-eleven")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#8ed0d8", "#fbe6c8"))
    for x, y, w in ((60, 178, 80), (300, 140, 100), (210, 200, 50)):
        p.fill(moved(m.cloud(w), x, y), "#fffaf0")
    p.fill(m.hills(420, W, 20, 40, 10, 30, 16), "#9fbf6f")
    p.fill(poly([(120, 410), (250, 410), (350, 556), (20, 556)]), "#d9c3a0")
    # Nine relations piled on the roof and out of the windows of a two-seater.
    heads = [(92, 318, "#5b3a22", "curly"), (128, 296, "#c98f3a", "long"), (165, 312, "#2a1a12", "short"), (203, 290, "#a0522d", "bun"),
             (240, 314, "#3a3a3a", "bald"), (276, 300, "#7a1f1f", "curly"), (110, 252, "#c98f3a", "short"), (185, 244, "#2a1a12", "curly"),
                     (256, 252, "#5b3a22", "wave")]
    coats = ["#d9534a", "#f0c04a", "#4a7ab0", "#ffffff", "#6f9a52", "#b06aa0", "#e8874a", "#3f8f8f", "#d9534a"]
    for (x, y, hair, hairdo), coat in sorted(zip(heads, coats), key=lambda h: h[0][1]):
        with placed(c, x, y + 128, 1.75):
            figure(c, wear="shirt", coat=coat, hair=hair, hairdo=hairdo, skin="#f2c49c", elbow_l=(-16, -80), hand_l=(-20, -94),
                   elbow_r=(14, -66), hand_r=(12, -60))
    p.fill(rrect(66, 330, 238, 76, 30), "#f6efe4")
    p.fill(rrect(80, 338, 210, 52, 20), "#54707a")
    for x, hair, hairdo, hat in ((140, "#2a1a12", "short", ("top", "#1c1a20")), (230, "#a0522d", "wave", None)):
        with m.clipped(c, rect(60, 300, 250, 110)), placed(c, x, 518, 1.75):
            figure(c, wear="suit", coat="#1c1a20" if hat else "#ffffff", skin="#f2c49c", hair=hair, hairdo=hairdo, hat=hat, shirt="#fff")
    p.fill(rrect(44, 386, 282, 92, 34), "#e2574c")
    p.fill(rrect(120, 412, 130, 42, 14), "#f4f0ea")
    for k in range(9):
        p.fill(rect(128 + k * 13.4, 418, 5, 30), "#8a8a8a")
    for x in (82, 288):
        p.fill(circle(x, 424, 20), "#f4f0ea")
        p.fill(circle(x, 424, 14), "#ffe9a0")
    p.fill(rrect(36, 462, 298, 16, 8), "#dcdcdc")
    for x in (62, 272):
        p.fill(rrect(x, 474, 36, 32, 8), "#26211f")
    p.text("JUST MARRIED", 185, 474, 10, "lilita", "#c0392b")
    p.text("Honeymoon", 185, 70, 62, "pacifico", "#c0392b", width=330)
    p.text("for ELEVEN", 185, 122, 46, "lilita", "#23414a")
    p.tagline(536, 11, "oleo", "#3a2a1a")
    p.grain(.12)


@poster("monsieur-bouchon-takes-the-stairs")
def _(p):
    # One long zigzag of stairs, one small stubborn man.
    c = p.canvas
    p.bg("#dce7e4")
    stairs = [(370, 524), (20, 440), (350, 362), (20, 284), (350, 206)]
    for (x0, y0), (x1, y1) in zip(stairs, stairs[1:]):
        steps = 14
        for k in range(steps):
            x, y = x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps
            w = (x1 - x0) / steps
            p.fill(rect(min(x, x + w), y - 6, abs(w) + .4, 9 + k % 2), "#2d4a5e" if k % 2 else "#3a5c72")
        p.stroke(line([(x0, y0 - 34), (x1, y1 - 34)]), "#c2553a", 2)
        for k in range(0, steps + 1, 2):
            x, y = x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps
            p.stroke(line([(x, y - 5), (x, y - 34)]), "#c2553a", .9)
    # The working lift, with its comfortable passengers, goes straight past him.
    p.fill(rect(170, 140, 3, 416), "#9db4b4")
    p.fill(rrect(140, 246, 62, 78, 4), "#f2c14e")
    p.fill(rrect(146, 252, 50, 66, 2), "#fff4d2")
    for x, coat, hat in ((158, "#6b8f71", "cloche"), (182, "#b5533c", "fedora")):
        with placed(c, x, 317, .58):
            figure(c, wear="dress" if hat == "cloche" else "coat", coat=coat, hat=(hat, "#3b2d2d"))
    with placed(c, 92, 457, 1.05):
        figure(c, wear="coat", coat="#22282e", legs="#51443a", face="right", hat=("bowler", "#22282e"), build=1.0, skin="#efc6a2",
               chest=(3, -75), head=(6, -90), neck=(5, -84), knee_r=(12, -36), foot_r=(14, -14), knee_l=(-4, -26), foot_l=(-12, -3),
               elbow_r=(14, -62), hand_r=(24, -64), elbow_l=(-10, -64), hand_l=(-12, -50))
        c.drawPath(limb([(25, -66), (24, -40), (26, -16)], [1.2, 5, .6]), m.ink("#c2553a"))
    p.text("Monsieur", 24, 60, 30, "caveatbrush", "#2d4a5e", "left")
    p.text("BOUCHON", 22, 112, 60, "caveatbrush", "#c2553a", "left", width=326)
    p.text("takes the stairs", 346, 138, 25, "caveatbrush", "#2d4a5e", "right")
    p.tagline(544, 10.5, "caveatbrush", "#2d4a5e")
    p.grain(.1)


@poster("hotel-upside-down")
def _(p):
    # Cut paper; everything except one horrified guest hangs from the ceiling.
    c = p.canvas
    p.bg("#f4c430")
    with p.turned(180):
        p.fill(cut([(70, 556), (74, 230), (300, 220), (306, 556)], p.rng, 4), "#e4572e")
        p.fill(cut([(56, 240), (318, 228), (300, 206), (76, 212)], p.rng, 3), "#1d1d2b")
        for row in range(5):
            for col in range(4):
                x, y = 92 + col * 52, 260 + row * 54
                lit = (row * 4 + col) % 3
                p.fill(cut([(x, y), (x + 32, y - 2), (x + 33, y + 36), (x - 1, y + 37)], p.rng, 1.6), ["#f9e9b8", "#1d1d2b",
                        "#f9e9b8"][lit])
                if lit == 0:
                    p.fill(limb([(x + 16, y + 36), (x + 16, y + 24)], [18, 12]), "#1d1d2b")
                    p.fill(circle(x + 16, y + 16, 6), "#1d1d2b")
        p.text("HOTEL", 185, 202, 44, "bangers", "#1d1d2b", tracking=.1)
    with placed(c, 186, 520, 1.35):
        figure(c, wear="suit", coat="#1d1d2b", skin="#f7d9b5", hat=None, elbow_l=(-20, -82), hand_l=(-15, -98), elbow_r=(20, -82),
               hand_r=(15, -98),
               knee_l=(-9, -27), foot_l=(-14, -3), knee_r=(9, -27), foot_r=(14, -3))
    with placed(c, 252, 424, 1, 24):
        p.fill(rrect(-17, -24, 34, 26, 3), "#7b3f1d")
        p.stroke(arc(0, -24, 8, 180, 180), "#7b3f1d", 3)
    p.fill(cut([(0, 522), (W, 518), (W, H), (0, H)], p.rng, 3), "#1d1d2b")
    p.text("UPSIDE", 16, 486, 66, "bangers", "#1d1d2b", "left", width=130)
    with p.turned(180, 291, 463):
        p.text("DOWN", 291, 486, 66, "bangers", "#e4572e", width=126)
    p.tagline(544, 11, "bangers", "#f9e9b8", tracking=.05)


@poster("kiss-the-plumber")
def _(p):
    p.bg("#ff5fa2")
    for k, colour in enumerate(("#ff8a3d", "#ffd23f", "#fff1d0")):
        p.fill(circle(185, 300, 205 - k * 34), colour)
    upper = spline([(58, 300, 1), (110, 252), (150, 226), (185, 246, 1), (220, 226), (260, 252), (312, 300, 1), (250, 290), (185, 296),
                    (120, 290)])
    lower = spline([(58, 300, 1), (120, 306), (185, 312), (250, 306), (312, 300, 1), (268, 356), (185, 378), (102, 356)])
    p.fill(upper, "#d3123a")
    p.fill(lower, "#e8264c")
    p.fill(spline([(70, 300, 1), (130, 292), (185, 298), (240, 292), (300, 300, 1), (240, 309), (185, 313), (130, 309)]), "#4c0716")
    p.fill(spline([(140, 352), (190, 362), (240, 346), (190, 352)]), "#ff8fa8")
    # The tap comes straight out of the mouth.
    pipe = union(limb([(186, 304), (186, 250), (196, 190)], [30, 30, 30]), limb([(196, 190), (222, 160), (260, 172), (270, 214)],
            [30, 30, 30, 28]))
    p.fill(pipe, linear(160, 0, 290, 0, "#2b8fb3", "#9fe3ef", "#2b8fb3"))
    p.fill(rrect(250, 206, 42, 16, 4), "#23708e")
    p.fill(rrect(166, 286, 42, 16, 4), "#23708e")
    p.fill(limb([(208, 162), (200, 126)], [10, 8]), "#23708e")
    p.fill(union(limb([(172, 124), (228, 120)], [13, 13]), circle(200, 122, 10)), "#ffd23f")
    for y, s in ((244, 12), (278, 16), (322, 22)):
        p.fill(moved(heart_drop(), 271, y, s / 20), "#2bb3c9")
    p.text("Kiss", 116, 94, 82, "shrikhand", "#fff1d0", angle=-8)
    p.text("the", 262, 62, 40, "shrikhand", "#4c0716", angle=-8)
    p.text("PLUMBER", 185, 502, 74, "shrikhand", "#fff1d0", width=338)
    p.tagline(532, 12, "jost-black", "#4c0716")
    p.grain(.08)


def heart_drop():
    """A drop of water that ends in a heart."""
    return union(spline([(0, 12, 1), (-12, -2), (-7, -12), (0, -7, 1), (7, -12), (12, -2)]))


@poster("seventeen-umbrellas")
def _(p):
    # The crowd seen from a hotel window: exactly seventeen umbrellas from above.
    p.bg("#e8e4da")
    p.rain(150, 22, 80, "#5a6a74", .5)
    inks = ["#e4002b", "#0b3c8c", "#ffb000", "#111111", "#00917c"]
    spots = [(52, 170), (138, 150), (226, 172), (318, 152), (92, 238), (182, 232), (272, 240), (44, 310), (136, 312), (232, 308),
             (326, 304),
             (88, 384), (180, 388), (276, 378), (48, 454), (330, 448), (222, 456)]
    for k, (x, y) in enumerate(spots):
        r = 38 + (k * 7) % 9
        turn = k * 31
        p.shadow(circle(x, y, r), 5, 7, 3, .25)
        for j in range(8):
            wedge_path = poly([(x, y), *[(x + r * math.cos(math.radians(turn + j * 45 + d)),
                                          y + r * math.sin(math.radians(turn + j * 45 + d))) for d in (0, 45)]])
            p.fill(wedge_path, inks[k % 5] if j % 2 else mix(inks[k % 5], "#ffffff", .82 if k % 3 else .18))
        p.fill(circle(x, y, 2.4), "#e8e4da")
    # The one that is hiding something.
    x, y = spots[8]
    p.fill(poly([(x - 17, y - 5), (x - 10, y - 14), (x + 10, y - 14), (x + 17, y - 5), (x, y + 17)]), "#ffffff")
    for a, b in (((-17, -5), (17, -5)), ((-6, -5), (0, 17)), ((6, -5), (0, 17)), ((-6, -5), (-10, -14)), ((6, -5), (10, -14))):
        p.stroke(line([(x + a[0], y + a[1]), (x + b[0], y + b[1])]), "#0b3c8c", 1)
    p.text("SEVENTEEN", 185, 58, 50, "jost-black", "#111", width=330, tracking=-.02)
    p.text("umbrellas", 185, 98, 46, "shrikhand", "#e4002b")
    p.fill(rect(0, 508, W, 48), "#111")
    p.tagline(529, 11.5, "jost", "#fff")
    p.cast_line(545, 3, 8, "jost", "#ffb000")


@poster("the-great-pancake-swindle")
def _(p):
    c = p.canvas
    p.bg("#f2b134")
    p.rays(185, 250, "#e8862e", 16, 520, 1, fade=False)
    p.fill(oval(185, 462, 150, 26), "#f7efdf")
    p.fill(oval(185, 458, 120, 18), "#e4d8c2")
    for k in range(11):
        y, w = 452 - k * 21, 112 - (k * 37 % 13)
        x = 185 + math.sin(k * 1.7) * 7
        p.fill(rrect(x - w, y - 20, 2 * w, 22, 11), "#8a4a1c")
        p.fill(rrect(x - w + 2, y - 19, 2 * w - 4, 14, 8), "#c9823a")
    p.fill(oval(187, 224, 104, 15), "#d9974a")
    # Syrup, and a wad of banknotes for butter.
    syrup = spline([(96, 222), (187, 208), (284, 222), (280, 262), (266, 258), (256, 318), (244, 316), (238, 250), (214, 246), (208, 290),
                    (196, 288),
                    (188, 244), (150, 242), (142, 350), (128, 348), (122, 246), (104, 242)])
    p.fill(syrup, "#6b2f10")
    p.fill(spline([(110, 224), (187, 214), (262, 222), (187, 226)]), "#9a5426")
    for k in range(4):
        with placed(c, 187, 212 - k * 6, 1, -6 + k * 3):
            p.fill(rrect(-44, -10, 88, 18, 2), "#7fae7a")
            p.stroke(rrect(-40, -7, 80, 12, 2), "#2f5d3a", 1)
    with placed(c, 187, 194, 1, 3):
        p.fill(poly([(-44, -2), (-30, -18), (52, -18), (44, -2)]), "#a8cf9c")
        p.fill(oval(2, -10, 10, 6), "#2f5d3a")
    # One pancake still in the air.
    with placed(c, 300, 128, 1, -24):
        p.fill(oval(0, 6, 42, 11), "#8a4a1c")
        p.fill(oval(0, 0, 42, 11), "#c9823a")
    p.title("THE GREAT", 20, 22, 200, 26, "caprasimo", "#6b2f10", align="left")
    p.title("Pancake", 20, 52, 240, 66, "caprasimo", "#fff6e0", align="left")
    p.text("SWINDLE", 185, 524, 60, "caprasimo", "#6b2f10", width=334)
    p.tagline(545, 11, "caprasimo", "#6b2f10")
    p.grain(.14)
    p.paper(.12)


@poster("disco-dentist")
def _(p):
    p.bg(radial(185, 280, 420, "#7b1fa2", "#2a0845", "#0b0218"))
    p.rays(185, -20, "#ff4fd8", 9, 640, .55, spread=140, start=20, jitter=.4, blend="screen")
    p.rays(185, -20, "#3fd8ff", 7, 640, .5, spread=120, start=30, jitter=.5, blend="screen")
    # A grin whose teeth are mirror tiles.
    lips = spline([(36, 262, 1), (100, 226), (160, 214), (185, 224), (210, 214), (270, 226), (334, 262, 1), (300, 366), (185, 420),
                   (70, 366)])
    p.fill(lips, linear(0, 220, 0, 420, "#ff2f92", "#b3005e"))
    p.stroke(spline([(70, 248), (120, 232), (160, 226)], False), "#ffb3dc", 4, blur=1.5)
    mouth = spline([(60, 266, 1), (185, 254), (310, 266, 1), (278, 348), (185, 388), (92, 348)])
    p.fill(mouth, "#1a0010")
    upper = spline([(66, 266, 1), (185, 256), (304, 266, 1), (284, 312), (240, 326), (185, 331), (130, 326), (86, 312)])
    with p.clip(upper):
        for row in range(7):
            for col in range(22):
                tone = .5 + .5 * math.sin(col * 1.9 + row * 2.7) * math.cos(col * .7 - row)
                p.fill(rect(62 + col * 11.4, 254 + row * 11.4, 10.4, 10.4), mix("#6d7f9e", "#ffffff", tone))
        for x in range(8):
            p.stroke(spline([(92 + x * 27, 250), (93 + x * 26.4, 335)], False), "#2a0845", 2.4)
    p.fill(spline([(130, 366), (160, 348), (185, 352), (210, 348), (240, 366), (185, 386)]), "#ff6fa8")
    for x, y, r in ((100, 276, 20), (236, 292, 26), (284, 270, 13)):
        p.fill(star(x, y, r, 4, .12), "#ffffff")
    # Mirror on a stick, where the ball should hang.
    p.stroke(line([(308, 556), (262, 438)]), "#d7deea", 6)
    p.fill(circle(252, 414, 27), "#8a97b5")
    p.fill(circle(252, 414, 22), linear(230, 392, 274, 436, "#ffffff", "#7fd8ff", "#ff7fd0"))
    p.text("DISCO", 185, 108, 92, "monoton", "#ffe14f", width=340)
    p.text("DENTIST", 185, 188, 66, "monoton", "#3fe0ff", width=340)
    p.tagline(474, 17, "righteous", "#ffe14f", x=130, width=220)
    p.credits(510, "#e9c9ff", 210, x=130)
    p.grain(.2)


@poster("my-brother-the-mascot")
def _(p):
    c = p.canvas
    p.bg("#fff")
    with p.clip(rect(14, 14, W - 28, 420)):
        p.bg(linear(0, 0, 0, 434, "#2f6fd0", "#8fd0ff", "#fff3c4"))
        for k in range(14):
            p.fill(rect(0, 300 + k * 9, W, 4), mix("#20489a", "#4a7ad0", k % 2))
        for k, (x, y) in enumerate(m.scatter(4, 130, 10, 296, 360, 420)):
            p.fill(circle(x, y, 4.2), ["#f2c49c", "#c98a5a", "#8a5a34", "#ffe14f", "#e2574c"][k % 5])
        # The mascot: a foam beaver with shoulders like a sofa.
        fur = "#a8622c"
        p.fill(spline([(60, 440), (66, 300), (110, 250), (200, 240), (278, 262), (300, 330), (304, 440)]), fur)
        p.fill(spline([(96, 440), (104, 318), (182, 290), (262, 322), (270, 440)]), "#d22f3a")
        p.text("7", 183, 412, 104, "alfaslab", "#fff")
        for x in (106, 258):
            p.fill(circle(x, 132, 26), fur)
            p.fill(circle(x, 132, 14), "#e0a878")
        p.fill(spline([(84, 220), (92, 148), (182, 112), (272, 148), (280, 220), (240, 272), (182, 284), (124, 272)]), fur)
        for x in (146, 218):
            p.fill(oval(x, 182, 23, 28), "#fff")
            p.fill(circle(x + 5, 188, 10), "#1c1410")
            p.fill(circle(x + 8, 184, 3), "#fff")
        p.fill(oval(182, 228, 46, 28), "#e0b487")
        p.fill(oval(182, 212, 18, 11), "#1c1410")
        p.fill(rrect(163, 244, 18, 34, 4), "#fff")
        p.fill(rrect(183, 244, 18, 34, 4), "#fff")
        p.stroke(line([(130, 140), (166, 150)]), "#4a260c", 6)
        p.stroke(line([(234, 140), (198, 150)]), "#4a260c", 6)
        # The little sister who has to drive it home.
        with placed(c, 300, 470, 2.0):
            figure(c, wear="shirt", coat="#ffd23f", legs="#2f4f9a", hair="#5b3018", hairdo="long", skin="#f2c49c", elbow_l=(-15, -66),
                   hand_l=(-4, -64),
                   elbow_r=(15, -66), hand_r=(4, -62))
    p.title("MY BROTHER THE MASCOT", 18, 448, 334, 62, "lilita", "#d22f3a", lines=["MY BROTHER", "THE MASCOT"])
    p.tagline(526, 10.5, "oswald", "#20489a")
    p.credits(540, "#555", rows=1, size=8)


@poster("the-sumo-next-door")
def _(p):
    p.bg(linear(0, 0, 0, 360, "#f7d9c0", "#fdf3e2"))
    p.fill(circle(292, 96, 58), "#e8483f")
    # A neighbour too large for the fence.
    skin = "#f0bd8f"
    body = spline([(-20, 470), (10, 330), (70, 268), (150, 252), (236, 268), (300, 336), (330, 470)])
    p.fill(body, skin)
    p.stroke(body, "#3a1f14", 2.4)
    p.fill(spline([(84, 250), (78, 180), (104, 136), (152, 124), (200, 136), (226, 180), (220, 250), (152, 286)]), skin)
    p.stroke(spline([(84, 250), (78, 180), (104, 136), (152, 124), (200, 136), (226, 180), (220, 250), (152, 286)]), "#3a1f14", 2.4)
    hair = spline([(80, 176, 1), (92, 130), (150, 108), (212, 130), (224, 176, 1), (196, 148), (152, 140), (108, 148)])
    p.fill(hair, "#1c1518")
    p.fill(spline([(128, 116), (136, 92), (152, 84), (170, 92), (178, 116)]), "#1c1518")
    for x in (122, 182):
        p.stroke(spline([(x - 13, 196), (x, 190), (x + 13, 196)], False), "#1c1518", 3)
        p.fill(oval(x, 236, 12, 7), "#ee8f78")
    p.stroke(spline([(138, 244), (152, 252), (166, 244)], False), "#1c1518", 2.6)
    p.stroke(spline([(148, 218), (145, 228), (156, 230)], False), "#3a1f14", 1.8)
    p.stroke(spline([(60, 380), (110, 402), (150, 378)], False), "#3a1f14", 2)
    p.stroke(spline([(160, 378), (206, 402), (254, 380)], False), "#3a1f14", 2)
    # Slats, three of them no longer where they belong.
    for k in range(13):
        x = -6 + k * 30
        broken = k in (4, 5, 6)
        top = 458 if broken else 366
        slat = poly([(x, top), (x + 13, top - 12), (x + 26, top), (x + 26, 560), (x, 560)])
        p.fill(slat, "#4f8f8b" if k % 2 else "#5c9d98")
        p.stroke(slat, "#1f4a4a", 1.6)
    for y in (420, 510):
        p.fill(rect(0, y, 110, 12), "#3d7773")
        p.fill(rect(206, y, 170, 12), "#3d7773")
    # A very small cat who has taken his side.
    p.fill(spline([(286, 364, 1), (284, 330), (292, 314), (290, 300, 1), (300, 308), (312, 308), (322, 300, 1), (320, 318), (330, 340),
                   (330, 364, 1)]), "#1c1518")
    p.stroke(spline([(330, 360), (346, 350), (342, 330), (350, 318)], False), "#1c1518", 5)
    p.fill(move(vertical_path("となりの相撲さん", "dela", 34), 338, 20), "#1c1518")
    p.fill(rect(20, 20, 22, 84), "#b3261e")
    p.fill(move(vertical_path("隣人喜劇", "noto-jp", 15, 1.2), 31, 26), "#fff")
    p.fill(rect(0, 524, W, 32), "#1f4a4a")
    p.tagline(544, 12, "lilita", "#fff8e8")
    p.grain(.12)


@poster("roommates-with-antlers")
def _(p):
    c = p.canvas
    p.bg("#ffd400")
    c.save()
    c.translate(-50, -121)
    c.scale(1.27, 1.27)
    with placed(c, 118, 700, 4.3):
        figure(c, wear="shirt", coat="#2f6fb0", legs="#2b2b33", hair="#7a3f1a", hairdo="curly", skin="#f2c49c", elbow_l=(-17, -66),
               hand_l=(6, -62),
               elbow_r=(15, -64), hand_r=(-6, -59))
    p.fill(oval(106, 300, 4, 4.6), "#2b1a12")
    p.fill(oval(130, 300, 4, 4.6), "#2b1a12")
    p.stroke(line([(98, 290), (112, 293)]), "#4a260c", 3)
    p.stroke(line([(138, 290), (124, 293)]), "#4a260c", 3)
    p.stroke(spline([(108, 324), (118, 321), (130, 325)], False), "#a0522d", 2.6)
    # The other tenant.
    with placed(c, 262, 712, 4.5):
        figure(c, wear="shirt", coat="#d2342c", legs="#2b2b33", hairdo="bald", skin="#6b4326", build=1.2, elbow_l=(-17, -64),
               hand_l=(6, -61),
               elbow_r=(18, -64), hand_r=(-6, -58))
    fur, dark = "#7a4d2b", "#4a2c16"
    for side in (-1, 1):
        antler = spline([(0, 0, 1), (20, -14), (46, -16), (58, -44), (66, -40), (66, -26), (80, -50), (88, -44), (80, -20), (98, -34),
                         (102, -24), (80, 2), (44, 8), (10, 12, 1)])
        p.fill(moved(antler, 262 + side * 22, 262, .86, flip=side < 0), "#caa06a")
        p.fill(moved(m.leaf(36, 18), 262 + side * 30, 276, angle=side * 72), fur)
    p.fill(spline([(226, 262), (262, 244), (298, 262), (296, 306), (304, 352), (290, 380), (262, 388), (234, 380), (220, 352), (228, 306)]),
           fur)
    p.fill(spline([(222, 346), (262, 334), (302, 346), (294, 380), (262, 390), (230, 380)]), dark)
    for x in (248, 276):
        p.fill(oval(x, 362, 5, 7), "#1c0f08")
    for x in (244, 280):
        p.fill(circle(x, 292, 7), "#fff")
        p.fill(circle(x + 1, 294, 4), "#1c0f08")
        p.stroke(line([(x - 9, 282), (x + 9, 282)]), dark, 4)
    c.restore()
    p.fill(rect(0, 448, W, 108), "#d2342c")
    p.text("WITH ANTLERS", 185, 514, 62, "anton", "#fff", width=338)
    p.tagline(540, 13, "oswald", "#ffd400")
    p.cast_line(28, 2, 13, "anton", "#2b2b33")
    p.text("ROOMMATES", 185, 108, 78, "anton", "#d2342c", width=338)
    p.text("THEY SPLIT EVERYTHING. INCLUDING THE DOORFRAME.", 185, 128, 10.5, "oswald", "#2b2b33", width=330)


@poster("lawn-war")
def _(p):
    # Straight down on two gardens; the hedge is the front line.
    c = p.canvas
    for k in range(10):
        p.fill(rect(0, k * 56, 185, 56), "#4fa03a" if k % 2 else "#63b548")
    for k in range(7):
        p.fill(rect(185 + k * 27, 0, 27, H), "#3a8f55" if k % 2 else "#4aa868")
    for k in range(28):
        p.fill(rrect(172, k * 20 + 2, 26, 15, 4), "#fffdf5")
        p.fill(poly([(172, k * 20 + 2), (166, k * 20 + 9.5), (172, k * 20 + 17)]), "#fffdf5")
    for x in (178, 188):
        p.fill(rect(x, 0, 4, H), "#d8d2c0")
    # Two mowers nose to nose, each with a trail of turf.
    for x, turn, paint, seat in ((96, 90, "#e02f2f", "#222"), (274, -90, "#f5b800", "#222")):
        with placed(c, x, 292, 1.05, turn):
            p.shadow(rrect(-34, -52, 68, 104, 14), 5, 6, 4, .35)
            for wx in (-38, 26):
                p.fill(rrect(wx, -44, 12, 24, 4), "#1c1c1c")
                p.fill(rrect(wx - 3, 14, 16, 34, 5), "#1c1c1c")
            p.fill(rrect(-30, -54, 60, 62, 14), paint)
            p.fill(rrect(-24, -48, 48, 34, 8), mix(paint, "#ffffff", .3))
            p.fill(rrect(-26, 4, 52, 46, 10), mix(paint, "#000000", .35))
            p.stroke(circle(0, 2, 12), seat, 4)
            # The driver, from above: shoulders, hat.
            p.fill(oval(0, 28, 29, 14), "#f4f1ea" if turn > 0 else "#6fa8dc")
            p.fill(limb([(-25, 24), (-20, 8), (-9, 2)], [10, 8, 7]), "#f2c49c")
            p.fill(limb([(25, 24), (20, 8), (9, 2)], [10, 8, 7]), "#f2c49c")
            p.fill(circle(0, 26, 18), "#e8cf90" if turn > 0 else "#2f3f6f")
            p.fill(circle(0, 26, 10), "#d2b36a" if turn > 0 else "#41558f")
    for x, y in m.scatter(9, 70, 130, 230, 240, 350):
        p.fill(moved(m.leaf(9, 3), x, y, angle=x * 13 % 360), "#2c6a24" if x < 185 else "#1f6a3c")
    for x, y in ((52, 440), (120, 492), (40, 510)):
        with placed(c, x, y):
            m.daisy(c, 11, "#ffffff", "#f5b800")
    for x, y in ((260, 452), (320, 486), (236, 512)):
        with placed(c, x, y):
            m.rose(c, 13, "#7a1020", "#e02f4f", "#ff6f80")
    # A hedge to carry the title.
    p.fill(rect(0, 0, W, 206), "#16301a")
    for k, (x, y) in enumerate(m.scatter(2, 420, 0, 0, W, 212)):
        p.fill(moved(m.leaf(13, 7), x, y, angle=k * 47), ["#1d4022", "#23502a", "#163a1c"][k % 3])
    p.text("LAWN", 185, 106, 98, "anton", "#fffdf5", width=344)
    p.text("WAR", 185, 196, 84, "anton", "#ffd23f", width=344)
    p.fill(rect(0, 524, W, 32), "#16301a")
    p.tagline(544, 12.5, "oswald", "#fffdf5")


@poster("the-reluctant-ballerino")
def _(p):
    # White sheet, red type, and a trucker from the waist down.
    p.bg("#ffffff")
    p.fill(oval(190, 474, 120, 9), "#d9d9d9", blur=4)
    denim = "#3d5f8f"
    p.fill(limb([(206, 228), (222, 300), (196, 362), (128, 352), (112, 352)], [54, 44, 36, 26, 22]), denim)
    p.fill(limb([(168, 228), (166, 320), (172, 398), (176, 446)], [58, 48, 40, 24]), denim)
    # Turn-ups, hairy ankle, and one boot on point.
    p.fill(rrect(160, 418, 32, 12, 4), "#6f93c4")
    p.fill(spline([(162, 432, 1), (192, 432, 1), (192, 452), (184, 474, 1), (172, 474, 1), (162, 452)]), "#8a5a2c")
    p.fill(rrect(171, 468, 15, 8, 2), "#2b1a10")
    p.fill(spline([(128, 338, 1), (128, 366, 1), (92, 374), (66, 376, 1), (62, 362), (90, 352)]), "#8a5a2c")
    p.fill(poly([(62, 362), (66, 378), (130, 370), (130, 364)]), "#2b1a10")
    for k in range(4):
        p.stroke(line([(166, 436 + k * 6), (188, 438 + k * 6)]), "#f5e6c8", 1.4)
        p.stroke(line([(122 - k * 9, 346 + k * 2), (121 - k * 9, 360 + k * 2)]), "#f5e6c8", 1.4)
    # Tutu: many thin petals of tulle.
    for layer, (spread, tone) in enumerate(((178, "#ffc2d6"), (156, "#ffa6c6"), (130, "#ff86b3"))):
        for k in range(26):
            petal = moved(m.leaf(spread, 60), 187, 232, angle=k * 360 / 26 + layer * 5)
            p.fill(scale(petal, 1, .3, 187, 232), tone, a=.5)
    # The flannel shirt fades out where the page has seen enough.
    p.fill(rect(130, 156, 116, 60), linear(0, 156, 0, 196, "#c9312b00", "#c9312b"))
    for k in range(5):
        p.fill(rect(140 + k * 24, 156, 4, 54), linear(0, 160, 0, 196, "#8f1d1a00", "#8f1d1a"))
    p.fill(rect(130, 194, 116, 4), "#8f1d1a")
    p.fill(rrect(128, 208, 120, 14, 3), "#4a2c16")
    p.fill(rrect(174, 205, 28, 20, 4), "#d9b24a")
    p.title("THE RELUCTANT", 24, 26, 322, 36, "archivo", "#c9312b")
    p.title("BALLERINO", 24, 66, 322, 56, "archivo", "#c9312b", stretch=True)
    p.tagline(148, 13, "josefin", "#444")
    p.credits(514, "#666")


@poster("the-wedding-cake-incident")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#fde9ee", "#f2b6c6"))
    p.fill(oval(190, 472, 160, 14), "#c98a9c", blur=5)
    p.fill(oval(188, 456, 142, 16), "#d8dbe0")

    def tier(x, y, w, h, turn, swag):
        with placed(c, x, y, 1, turn):
            p.fill(rrect(-w / 2, -h, w, h, 6), linear(-w / 2, 0, w / 2, 0, "#fff8f4", "#ffffff", "#e9dcdc"))
            p.fill(oval(0, -h, w / 2, 8), "#fffdfb")
            for k in range(int(w / 22)):
                sx = -w / 2 + (k + .5) * w / int(w / 22)
                p.stroke(arc(sx, -h + 12, 10, 0, 180), swag, 2.6)
                p.fill(circle(sx - 11, -h + 12, 3), swag)
            p.stroke(line([(-w / 2 + 3, -3), (w / 2 - 3, -3)]), swag, 4)

    tier(188, 454, 226, 76, 0, "#e8557f")
    tier(180, 378, 168, 66, -4, "#e8557f")
    tier(196, 312, 118, 56, 9, "#e8557f")
    # The third tier is wearing the happy couple head first.
    with placed(c, 214, 262, .95, 190):
        figure(c, wear="suit", coat="#1d1d22", skin="#f2c49c", shirt="#fff", knee_l=(-10, -26), foot_l=(-18, -8), knee_r=(9, -24),
               foot_r=(7, -2), elbow_l=(-14, -62), elbow_r=(14, -62))
    splat = splatter(200, 258, 34, p.rng, 40)
    p.fill(splat, "#fffaf6")
    p.stroke(splat, "#e8557f", .8)
    # The bride, unsplashed, unsurprised.
    with placed(c, 318, 476, 1.3):
        figure(c, wear="gown", coat="#ffffff", skin="#f2c49c", hair="#8a4a1c", hairdo="bun", flare=18, face="left", elbow_l=(-16, -66),
               hand_l=(-6, -58), elbow_r=(14, -64), hand_r=(6, -57))
        for k in range(5):
            c.drawPath(spline([(-2 + k, -56), (-7 + k * 3.5, -30), (-13 + k * 6.5, -2)], False), m.ink("#e3c3cc", stroke=.7))
        c.drawPath(spline([(2, -100), (9, -84), (14, -50), (22, -6, 1), (10, -40), (4, -84)]), m.ink("#ffffff", .7))
    p.fill(splatter(58, 330, 14, p.rng, 22), "#ffffff")
    p.fill(splatter(326, 216, 9, p.rng, 18), "#ffffff")
    p.text("The Wedding Cake", 185, 78, 50, "greatvibes", "#333", width=320)
    p.title("INCIDENT", 50, 94, 270, 46, "josefin", "#d6345f", tracking=.12)
    p.fill(rect(60, 150, 250, .8), "#d6345f")
    p.tagline(170, 13, "jost", "#7a2f46")
    p.credits(510, "#8a4a5e")


@poster("assistant-to-the-assistant-manager")
def _(p):
    # The whole poster is a name badge on a beige polo shirt.
    p.bg("#c9b68e")
    p.texture("#a8946c", 3, 2, .45, .9, .14, "multiply")
    p.fill(poly([(0, 0), (130, 0), (185, 96), (150, 150), (0, 70)]), "#d6c49d")
    p.fill(poly([(W, 0), (240, 0), (185, 96), (220, 150), (W, 70)]), "#d6c49d")
    for pts in ([(130, 0), (185, 96), (150, 150), (0, 70)], [(240, 0), (185, 96), (220, 150), (W, 70)]):
        p.stroke(line(pts), "#8d7a52", 1.6)
        p.stroke(move(line(pts), 0, -5), "#8d7a52", .8, dash=(4, 3))
    p.stroke(line([(185, 96), (185, H)]), "#a8946c", 1.4)
    for y in (150, 540):
        p.fill(circle(185, y, 6), "#efe6cf")
        for dx in (-1.6, 1.6):
            p.fill(circle(185 + dx, y, .8), "#8d7a52")
    badge = rrect(48, 196, 274, 300, 12)
    with p.turned(-2.5, 185, 340):
        p.shadow(badge, 3, 6, 6, .4)
        p.fill(badge, "#fbfaf5")
        with p.clip(badge):
            p.fill(rect(48, 196, 274, 54), "#1f6f5c")
        p.text("CALLOWAY COMMONS MALL", 185, 222, 15, "jost-black", "#fff", tracking=.04)
        p.text("HELLO! IT IS MY TURN TO HELP YOU", 185, 239, 8.5, "jost", "#cfe8df", tracking=.06)
        p.title("ASSISTANT TO THE ASSISTANT MANAGER", 66, 264, 238, 128, "archivo", "#22262a", lines=["ASSISTANT", "TO THE", "ASSISTANT",
                "MANAGER"], align="left")
        m.lines_of_type(p, ["of the Second Largest Mall", "in North Calloway"], 66, 422, 18.5, "jost", "#1f6f5c", 1.2)
        for k in range(3):
            p.fill(star(76 + k * 20, 474, 8.5), "#e8b030" if k == 0 else "#e2ddd0")
        p.text("TRAINEE", 304, 479, 13, "courier", "#b3261e", "right")
    p.tagline(530, 14, "jost", "#4a3d20", x=285, width=140)
    p.grain(.1)


@poster("llama-on-the-lease")
def _(p):
    c = p.canvas
    p.bg("#28b4b4")
    for row in range(24):
        for col in range(9):
            x, y = col * 48 - (24 if row % 2 else 0), row * 24
            p.fill(rrect(x + 1, y + 1, 46, 22, 2), "#d9614a" if (row * 5 + col * 3) % 7 else "#c9533f")
    for x in (26, 262):
        for y in (140, 330):
            p.fill(rect(x - 8, y - 8, 98, 128), "#f6ead6")
            with placed(c, x, y):
                m.window(c, 82, 112, "#f6ead6", "#3a5668", (2, 2), 4)
            p.fill(rect(x - 14, y + 112, 110, 10), "#f6ead6")
    # The tenant, out of the middle window and three floors down.
    p.fill(rect(122, 210, 126, 250), "#f6ead6")
    p.fill(rect(132, 220, 106, 232), "#26343f")
    wool, shade = "#fff3dd", "#e4cfa8"
    with p.clip(rect(0, 0, W, 452)):
        p.fill(limb([(186, 470), (182, 380), (178, 300), (180, 214)], [96, 72, 58, 56]), wool)
    for x, y in m.scatter(3, 60, 154, 240, 208, 436):
        p.stroke(arc(x, y, 7, 20, 140), shade, 2)
    for side in (-1, 1):
        p.fill(moved(m.leaf(58, 20), 180 + side * 19, 178, angle=side * 14), wool)
        p.fill(moved(m.leaf(40, 10), 180 + side * 21, 172, angle=side * 14), "#f0a8a0")
    p.fill(spline([(146, 214), (152, 176), (180, 164), (208, 176), (214, 214), (206, 262), (180, 280), (154, 262)]), wool)
    for x, y in ((164, 172), (180, 166), (196, 172), (172, 160), (190, 160)):
        p.fill(circle(x, y, 11), wool)
    p.fill(oval(180, 252, 25, 21), shade)
    p.stroke(spline([(166, 262), (174, 268), (180, 262), (188, 268), (197, 258)], False), "#4a3526", 2.4)
    p.fill(spline([(172, 242), (180, 246), (188, 242), (180, 250)]), "#4a3526")
    for x in (160, 200):
        p.fill(oval(x, 214, 9, 10), "#2b1a12")
        p.fill(circle(x + 2, 210, 2.6), "#fff")
        p.fill(spline([(x - 13, 208, 1), (x, 198), (x + 13, 208, 1), (x, 205)]), shade)
    # Lease agreement, half eaten.
    with placed(c, 214, 274, 1, 18):
        p.fill(spline([(-14, -6, 1), (34, -6, 1), (34, 54, 1), (-14, 54, 1), (-9, 40, 1), (-15, 28, 1), (-7, 18, 1), (-16, 6, 1)]), "#fff")
        p.text("LEASE", 11, 8, 11, "courier", "#c0392b")
        for k in range(5):
            p.fill(rect(-2, 15 + k * 7, 30, 1.6), "#aaa")
    p.fill(rect(114, 452, 142, 14), "#f6ead6")
    p.title("LLAMA", 20, 18, 330, 66, "fredoka", "#fff", stretch=True)
    p.text("on the lease", 185, 122, 42, "fredoka", "#26343f")
    p.fill(rect(0, 500, W, 56), "#26343f")
    p.tagline(521, 14, "fredoka", "#ffd23f")
    p.credits(536, "#9fb4bd", rows=2, size=8)


@poster("the-curators-of-pinkwater-hall")
def _(p):
    # Dead symmetrical, dead pan.
    c = p.canvas
    p.bg(linear(0, 0, 0, 330, "#bfe0de", "#f8e6d2"))
    for s in (-1, 1):
        p.fill(moved(m.cloud(86), 185 + s * 120, 150), "#fff8f0")
        for k in range(3):
            x = 185 + s * (128 + k * 26)
            p.fill(limb([(x, 394), (x, 300 - k * 14)], [20, 6]), "#5d8a66" if k % 2 else "#4a7656")
    pink, dark, trim = "#f0a6b0", "#d98594", "#fff3ea"
    p.fill(rect(85, 262, 200, 134), pink)
    p.fill(rect(145, 226, 80, 170), dark)
    p.fill(poly([(133, 228), (185, 188), (237, 228)]), trim)
    p.fill(poly([(146, 224), (185, 195), (224, 224)]), "#c7566b")
    p.fill(circle(185, 212, 7), trim)
    for s in (-1, 1):
        p.fill(rect(185 + s * 70 - 32, 250, 64, 14), trim)
        p.fill(poly([(185 + s * 70 - 32, 250), (185 + s * 70, 226), (185 + s * 70 + 32, 250)]), "#c7566b")
        for row in range(3):
            for col in range(2):
                with placed(c, 185 + s * 70 - 22 + col * 26, 276 + row * 38):
                    m.window(c, 18, 28, trim, "#7fb0b0")
        p.fill(rect(185 + s * 28 - 4, 240, 8, 156), trim)
    with placed(c, 173, 246):
        m.window(c, 24, 40, trim, "#f6d36b", (2, 2))
    p.fill(union(rect(171, 330, 28, 66), circle(185, 330, 14)), "#8a3148")
    p.fill(rect(0, 394, W, 170), "#a9c98a")
    p.fill(poly([(165, 394), (205, 394), (290, 556), (80, 556)]), "#f6dcc0")
    # The family, arranged by height.
    people = [(-132, "#c9a23f", "shirt", "short", .92), (-92, "#8a3148", "dress", "bun", 1.0), (-48, "#37596b", "suit", "short", 1.16),
              (0, "#d2562f", "gown", "wave", 1.24),
              (48, "#37596b", "suit", "bald", 1.16), (92, "#8a3148", "dress", "bun", 1.0), (132, "#c9a23f", "shirt", "short", .92)]
    for dx, coat, wear, hairdo, scale_ in people:
        with placed(c, 185 + dx, 492, scale_):
            figure(c, wear=wear, coat=coat, legs="#4a3a34", hair="#3a2218", hairdo=hairdo, skin="#f4cda8", shirt="#fff3ea")
    p.fill(rect(0, 500, W, 56), "#8a3148")
    p.text("THE CURATORS OF", 185, 62, 20, "jost-black", "#8a3148", tracking=.16)
    p.text("PINKWATER HALL", 185, 98, 34, "jost-black", "#c7566b", tracking=.06, width=326)
    p.tagline(522, 12, "jost", "#f6d36b", tracking=.06)
    p.cast_line(542, 3, 8.5, "jost", "#fff3ea")
    p.frame(9, "#8a3148", 2)


@poster("grandpa-joined-the-band")
def _(p):
    # A gig poster: two inks, bad register, loud dots.
    c = p.canvas
    p.bg("#f3ead7")
    p.halftone(lambda x, y: max(0, 1 - math.hypot(x - 185, y - 250) / 250), "#ff5a36", 7, 20)
    black = "#161616"
    with placed(c, 122, 440, 1, -24):
        p.fill(rect(-8, -330, 16, 330), black)
        p.fill(rrect(-14, -372, 28, 46, 4), black)
        for k in range(6):
            p.fill(circle((-1) ** k * 17, -366 + k // 2 * 14, 4), black)
            p.fill(rect(-8, -306 + k * 30, 16, 2), "#f3ead7")
    with p.misprint(3, 2, "#19b3c9"):
        p.fill(spline([(62, 480), (80, 392), (130, 350), (185, 344), (240, 350), (292, 392), (310, 480)]), black)
        p.fill(rect(160, 318, 50, 40), black)
        p.fill(spline([(132, 250), (134, 190), (185, 160), (238, 190), (240, 250), (226, 320), (186, 346), (146, 320)]), "#f3ead7")
        # Mohawk that took forty years.
        for k in range(9):
            p.fill(moved(m.leaf(96 - abs(k - 4) * 9, 24), 185 + (k - 4) * 8, 180, angle=(k - 4) * 13), black)
        p.fill(spline([(144, 282, 1), (160, 292), (186, 286), (212, 292), (228, 282, 1), (234, 330), (214, 384), (186, 404), (158, 384),
                       (138, 330)]), "#f3ead7")
        p.stroke(spline([(144, 282), (138, 330), (158, 384), (186, 404), (214, 384), (234, 330), (228, 282)], False), black, 3)
        for k in range(6):
            p.stroke(spline([(158 + k * 11, 312), (160 + k * 10, 346), (170 + k * 6, 384)], False), black, 2)
        p.stroke(spline([(160, 294), (186, 288), (212, 294)], False), black, 6)
        p.stroke(spline([(186, 238), (176, 268), (192, 272)], False), black, 3)
        for x in (160, 212):
            p.fill(rrect(x - 25, 224, 50, 30, 12), black)
            p.stroke(line([(x - 14, 244), (x - 2, 230)]), "#f3ead7", 3)
        p.stroke(line([(178, 232), (194, 232)]), black, 4)
        for s in (-1, 1):
            p.fill(oval(186 + s * 56, 252, 9, 17), "#f3ead7")
            p.stroke(oval(186 + s * 56, 252, 9, 17), black, 2.4)
    p.fill(circle(131, 274, 4), "#ff5a36")
    # Guitar slung on his back, walking stick at the ready.
    with placed(c, 318, 448, 1, 9):
        p.stroke(spline([(0, 0), (0, -176), (-8, -198), (-26, -198), (-32, -180)], False), black, 9)
    p.fill(rect(0, 438, W, 118), black)
    p.title("GRANDPA JOINED THE BAND", 16, 448, 338, 80, "knewave", "#f3ead7", lines=["GRANDPA JOINED", "THE BAND"])
    p.tagline(546, 11, "mono", "#ff5a36")
    p.text("ONE NIGHT ONLY", 22, 34, 17, "knewave", black, "left")
    p.text("then bed by nine", 348, 34, 17, "knewave", black, "right")


@poster("bad-at-funerals")
def _(p):
    c = p.canvas
    p.bg("#15161a")
    p.fill(circle(185, 250, 170), radial(185, 250, 190, "#2b2e36", "#15161a"))
    for k in range(64):
        a, r = k * 2.399, 108 + (k * 29 % 34)
        p.fill(moved(m.leaf(44, 13), 185 + r * math.cos(a), 246 + r * math.sin(a), angle=math.degrees(a) + 60 + k * 40 % 90),
               ["#2f4a38", "#3f6048", "#24392c"][k % 3])
    for k in range(22):
        a, r = math.tau * k / 22, 122 + (9 if k % 2 else -9)
        with placed(c, 185 + r * math.cos(a), 246 + r * math.sin(a), 1, k * 37):
            if k % 3:
                m.daisy(c, 21, "#f4f1ea", "#d9b24a", 9)
            else:
                m.rose(c, 17, "#b9b2a4", "#fbf8f0", "#eae4d6")
    # One guest misread the invitation.
    with placed(c, 306, 84, 1, 12):
        m.balloon(c, 42, "#ff4d6d", "#ffd0d8", 92, 8)
    ribbon = spline([(34, 330, 1), (110, 346), (185, 352), (260, 346), (336, 330, 1), (336, 372, 1), (260, 388), (185, 394), (110, 388),
                     (34, 372, 1)])
    p.shadow(ribbon, 0, 5, 4, .5)
    p.fill(ribbon, "#f4f1ea")
    p.arc_text("WITH DEEPEST SYMPA— HA!", 185, -558, 934, 90, 18, "cinzel", "#15161a", inside=True)
    p.text("bad at", 185, 222, 44, "playfair-italic", "#f4f1ea")
    p.text("funerals", 185, 268, 52, "playfair-italic", "#f5c518", width=176)
    p.tagline(452, 15, "playfair", "#f4f1ea")
    p.laurel(92, 486, 84, "OPENING NIGHT", "Festival of Lower Grief")
    p.laurel(278, 486, 84, "AUDIENCE AWARD", "Port Sorrow")
    p.credits(520, "#777b84")


@poster("office-plant")
def _(p):
    # Corporate minimalism with one overachiever.
    c = p.canvas
    p.bg("#e9ebe6")
    p.fill(rect(0, 392, W, 164), "#cfd4cc")
    p.fill(rect(30, 110, 310, 284), "#dadfd8")
    p.stroke(rect(30, 110, 310, 284), "#b7beb4", 2)
    for k in range(31):
        p.stroke(line([(30 + k * 10, 112), (30 + k * 10, 392)]), "#d0d6ce", .8)
    for k, (x, y) in enumerate(((36, 120), (290, 122), (294, 318))):
        with placed(c, x, y, 1, -5 + k * 5):
            p.fill(rect(0, 0, 44, 44), ["#ffe66d", "#a8e0ff", "#ffb3a7"][k])
            m.lines_of_type(p, [["WATER", "THE BOSS"], ["KPI:", "LEAVES"], ["Q4", "GROWTH"]][k], 5, 18, 9.5, "caveatbrush", "#444", 1.3,
                            width=36)
    # Monstera foliage.
    for turn, length, y in ((-62, 130, 300), (58, 138, 300), (-34, 186, 310), (30, 192, 310), (-84, 92, 330), (82, 96, 326), (0, 214, 312)):
        with placed(c, 185, y, 1, turn):
            c.drawPath(limb([(0, 0), (4, -length * .5), (0, -length * .72)], [5, 4, 3]), m.ink("#2c6b45"))
            blade = moved(spline([(0, 0, 1), (34, -10), (42, -44), (20, -78), (0, -92, 1), (-20, -78), (-42, -44), (-34, -10)]), 0,
                          -length * .52, length / 210)
            cuts = [moved(m.leaf(30, 9), s * 44 * length / 210, -length * .52 - d * length / 210, length / 210,
                          angle=-s * 108) for s in (-1, 1) for d in (14, 34, 54)]
            p.fill(minus(blade, *cuts), "#37875a" if turn % 4 else "#2f7a4f")
            p.stroke(line([(0, -length * .52), (0, -length * .9)]), "#8fd0a4", 1.4)
    p.fill(spline([(128, 330, 1), (242, 330, 1), (226, 430), (214, 438, 1), (156, 438, 1), (144, 430)]), "#ffffff")
    p.fill(rrect(122, 322, 126, 20, 5), "#f7f7f4")
    p.fill(poly([(164, 342), (185, 360), (206, 342), (196, 342), (185, 350), (174, 342)]), "#dfe3dd")
    p.fill(poly([(178, 352), (192, 352), (190, 364), (198, 414), (185, 428), (172, 414), (180, 364)]), "#d8412f")
    for k in range(4):
        p.stroke(line([(177, 374 + k * 12), (196, 382 + k * 12)]), "#fff", 2)
    p.fill(rrect(214, 352, 26, 16, 2), "#5aa9e6")
    p.text("VP", 227, 364, 11, "inter-black", "#fff")
    p.text("Office Plant", 30, 78, 58, "inter-black", "#1f2a24", "left", width=310, tracking=-.03)
    p.tagline(476, 15, "inter", "#37875a", x=30, align="left", width=310)
    p.credits(510, "#7b857d", 310, x=30, align="left")
