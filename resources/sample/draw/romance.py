"""Posters whose first genre is romance."""
import math

import motifs as m
from kit import *  # noqa: F403
from motifs import figure, limb, moved, placed, spline
from shapes import ridge


@poster("moonlight-on-the-tramline")
def _(p):
    # Silver deco: the last tram head-on, the moon for a headlamp's twin.
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#0c1b3d", "#27497f", "#0a1226"))
    p.fill(circle(185, 176, 118), "#f3f0d8")
    p.fill(circle(185, 176, 110), linear(0, 60, 0, 290, "#ffffff", "#cfd8e6"))
    for k in range(9):
        p.fill(rect(40, 216 + k * 9, 290, 1 + k * .8), "#27497f")
    for s in (-1, 1):
        for k in range(5):
            x = 185 + s * (118 + k * 24)
            p.fill(poly([(x - 15, 430), (x - 15, 210 + k * 22), (x - 8, 200 + k * 22), (x + 8, 200 + k * 22), (x + 15, 210 + k * 22),
                         (x + 15, 430)]), mix("#0a1430", "#1c3566", k / 5))
            for j in range(5):
                p.fill(rect(x - 4, 236 + k * 22 + j * 26, 8, 12), "#f5d77a", a=.85 if (j + k) % 3 else .2)
    p.fill(poly([(130, 430), (240, 430), (420, 556), (-50, 556)]), "#101a33")
    for x0, x1 in ((158, 66), (212, 304)):
        p.stroke(line([(x0, 426), (x1, 556)]), "#cfd8e6", 3)
    # The tram.
    p.fill(spline([(122, 434, 1), (120, 270), (138, 230), (185, 218), (232, 230), (250, 270), (248, 434, 1)]), "#8e1f2f")
    p.fill(rrect(134, 256, 102, 66, 8), "#fbe6a2")
    p.fill(rect(183, 256, 4, 66), "#8e1f2f")
    p.fill(rect(120, 340, 130, 12), "#e9dcb4")
    p.fill(rrect(150, 230, 70, 18, 4), "#0a1226")
    p.text("VERBENA", 185, 243, 11, "righteous", "#fbe6a2")
    p.fill(circle(185, 388, 18), "#fffbe0")
    p.glow(circle(185, 388, 18), "#ffe9a0", 14, 2)
    p.fill(rrect(128, 424, 114, 18, 4), "#0a1226")
    p.stroke(line([(185, 218), (160, 184), (210, 184), (185, 218)]), "#0a1226", 2)
    # The lovers, framed in its window.
    with p.clip(rrect(134, 256, 102, 66, 8)):
        with placed(c, 176, 408, 1.42):
            figure(c, wear="suit", coat="#14141c", skin="#3a2a2a", hair="#14141c", face="right", hat=("fedora", "#14141c"),
                   elbow_r=(14, -68), hand_r=(18, -66))
        with placed(c, 199, 402, 1.34):
            figure(c, wear="dress", coat="#14141c", skin="#3a2a2a", hair="#14141c", face="left", hairdo="wave", hat=("cloche", "#14141c"))
    p.text("MOONLIGHT", 185, 50, 50, "poiret", "#f3f0d8", width=326, tracking=.06)
    p.fill(rect(0, 450, W, 106), "#0a1226")
    for k in range(3):
        p.fill(rect(0, 450 + k * 4, W, 1.2), "#f5d77a")
    p.text("on the tramline", 185, 498, 44, "greatvibes", "#f3f0d8")
    p.tagline(520, 13, "josefin", "#f5d77a")
    p.cast_line(541, 2, 11, "josefin", "#f3f0d8")
    p.paper(.15)


@poster("the-captains-gardenia")
def _(p):
    # Close on the uniform: one breast, one flower.
    p.bg("#172a4a")
    p.fill(rect(0, 0, W, H), linear(0, 0, W, H, "#203a63", "#152745", "#0c1830"))
    p.fill(poly([(0, 0), (150, 0), (196, 200), (120, 330), (0, 210)]), "#1b3157")
    p.stroke(line([(150, 0), (196, 200), (120, 330), (0, 210)]), "#0b1730", 3)
    p.stroke(line([(196, 200), (206, 556)]), "#0b1730", 3)
    for y in (250, 352, 454):
        for x in (168, 250):
            p.volume(circle(x, y, 17), "#c99a2e", "#fff0b0", "#6b4a10", depth=5)
            p.stroke(circle(x, y, 11), "#6b4a10", 1.2)
            p.text("*", x, y + 11, 20, "caslon", "#6b4a10")
    for k in range(3):
        p.fill(rect(280, 300 + k * 20, 76, 16), ["#b3202a", "#e9dcb4", "#3f7fa6"][k])
        p.fill(rect(308, 300 + k * 20, 20, 16), ["#e9dcb4", "#b3202a", "#e9dcb4"][k])
    # Gardenia in the lapel, far too large, exactly as he remembers it.
    for k in range(7):
        p.volume(moved(m.leaf(128, 58), 152, 204, angle=k * 51 + 14), "#2f5d3a", "#7fae6a", "#12301e", depth=8)
    for ring_, (count, reach, length, width, shade) in enumerate(((8, 28, 82, 66, "#d9d0bd"), (7, 16, 64, 54, "#e6decb"),
            (6, 6, 48, 42, "#f0e8d6"), (5, 0, 32, 28, "#f3ecda"))):
        for k in range(count):
            a = k * 360 / count + ring_ * 27
            petal = moved(spline([(0, 0, 1), (width * .5, -length * .45), (width * .3, -length * .95), (0, -length * 1.02),
                                  (-width * .3, -length * .95), (-width * .5, -length * .45)]),
                          152 + reach * math.sin(math.radians(a)), 204 - reach * math.cos(math.radians(a)), angle=a)
            p.shadow(petal, 1, 3, 3, .25)
            p.volume(petal, "#fbf7ec", "#ffffff", shade, depth=5)
    p.fill(circle(152, 204, 9), "#e8d9a0")
    p.text("The Captain's", 354, 58, 40, "kaushan", "#f4e6c0", "right")
    p.text("GARDENIA", 185, 530, 62, "abril", "#f4e6c0", width=330)
    m.lines_of_type(p, ["She wore it once.", "He wore it always."], 352, 84, 13, "playfair-italic", "#c99a2e", 1.3, "right")
    p.paper(.2)


@poster("last-train-to-verbena")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#22303f", "#5a6a70", "#c98a5a", "#2a1f1c"))
    # Engine in steep perspective, smoke-box first.
    p.fill(poly([(206, 338), (370, 250), (370, 470), (206, 470)]), "#17181c")
    p.fill(circle(176, 388, 92), "#202228")
    p.fill(circle(176, 388, 78), radial(156, 366, 96, "#4a4d55", "#17181c"))
    for k in range(16):
        a = math.tau * k / 16
        p.fill(circle(176 + 84 * math.cos(a), 388 + 84 * math.sin(a), 2.6), "#6a6d75")
    p.stroke(circle(176, 388, 50), "#0c0d10", 3)
    p.fill(rect(150, 270, 52, 40), "#17181c")
    p.fill(poly([(142, 262), (210, 262), (202, 282), (150, 282)]), "#0c0d10")
    p.fill(circle(176, 322, 15), "#fff3c4")
    p.glow(circle(176, 322, 16), "#ffdf90", 20, 3)
    p.fill(rrect(86, 464, 180, 16, 3), "#b3202a")
    for x in (108, 244):
        p.fill(circle(x, 472, 14), "#0c0d10")
    p.fill(poly([(96, 480), (256, 480), (216, 528), (136, 528)]), "#0c0d10")
    for k in range(7):
        p.stroke(line([(112 + k * 21, 482), (142 + k * 11, 526)]), "#5a5d65", 2)
    p.fill(rect(0, 500, W, 56), "#1a1412")
    # Steam that becomes the two of them.
    for k, (x, y, w, h) in enumerate(((60, 60, 330, 260), (-60, 120, 280, 240), (180, 190, 240, 220), (-70, 330, 250, 200),
                                      (220, 360, 220, 190))):
        p.smoke(x, y, w, h, "#f2ddc4", .95, 60, k, low=.2)
    with p.layer(alpha=.92, blur=.6):
        with placed(c, 92, 84, 1.05, 8):
            p.fill(m.profile("man", False), "#d9a27a")
            p.fill(spline([(84, 34), (86, 41), (82, 48), (88, 57), (97, 68), (86, 75), (90, 83), (86, 92), (83, 113), (70, 108), (74, 70)]),
                   "#f4cfa6", a=.6)
            p.fill(m.short_hair(), "#2a1c16")
            p.fill(spline([(-11, 34, 1), (-14, 6), (34, -20), (86, -8), (88, 16, 1), (40, 14)]), "#5a6148")
            p.fill(spline([(-11, 34, 1), (40, 10), (88, 14, 1), (88, 22, 1), (40, 20), (-9, 44, 1)]), "#3a402e")
            p.fill(spline([(80, 15, 1), (112, 27), (104, 33), (80, 23, 1)]), "#23281c")
        with placed(c, 288, 112, 1.0, -14, flip=True):
            p.fill(m.profile("woman", False), "#f0bf98")
            p.fill(m.waved_hair(), "#8a3a1c")
            p.fill(spline([(80, 74), (88.5, 80.5), (83.5, 83.5), (87, 88), (79, 86)]), "#b3202a")
            p.stroke(spline([(64, 46), (71, 49), (78, 46)], False), "#2a120b", 1.8)
    p.smoke(10, 190, 350, 150, "#f2ddc4", .9, 40, 9, low=.25)
    p.text("LAST TRAIN", 185, 54, 50, "alfaslab", "#fff1d6", width=320)
    p.text("to Verbena", 215, 96, 48, "kaushan", "#e8503c", angle=-4)
    p.tagline(524, 12.5, "playfair-italic", "#fff1d6")
    p.credits(540, "#b39a84", rows=2, size=7)
    p.paper(.22, folds=True)


@poster("rooftops-of-montrevel")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, 420, "#3a3f7a", "#c9668a", "#f7b267"))
    p.fill(circle(88, 180, 42), "#fff3cf")
    roofs = [("#8a6a8f", 300, [(0, 40), (60, 78), (130, 50), (210, 92), (290, 58), (370, 84)]),
             ("#64507a", 356, [(0, 70), (80, 34), (160, 66), (250, 28), (330, 74), (370, 50)]),
             ("#423562", 430, [(0, 30), (70, 74), (150, 20), (260, 50), (370, 26)])]
    for k, (ink_, base, tops) in enumerate(roofs):
        for (x0, h0), (x1, h1) in zip(tops, tops[1:]):
            p.fill(poly([(x0, 560), (x0, base - h0), (x0 + (x1 - x0) * .3, base - h0 - 22), (x1 - 8, base - h0 - 22), (x1, base - h1 + 30),
                         (x1, 560)]), ink_)
            for j in range(3):
                chimney = x0 + 12 + j * (x1 - x0) / 3.4
                p.fill(rect(chimney, base - h0 - 46 - j * 5, 9, 40), ink_)
                p.fill(rect(chimney - 2, base - h0 - 48 - j * 5, 13, 4), "#d9774a" if j % 2 else "#b3553a")
            for j in range(2):
                wx, wy = x0 + 20 + j * 34, base - h0 + 8 + k * 10
                p.fill(union(rect(wx, wy, 14, 22), circle(wx + 7, wy, 7)), "#ffd98a" if (j + k) % 2 else "#2b2448")
    # The ridge they dance on, and the whole town beneath it.
    ridge = poly([(-10, 470), (120, 438), (300, 452), (380, 430), (380, 560), (-10, 560)])
    p.fill(ridge, "#241d3f")
    with placed(c, 196, 444, 1.72):
        figure(c, wear="suit", coat="#17132b", skin="#f4c9a0", hair="#17132b", face="left", shirt="#ffffff", elbow_l=(-17, -72),
               hand_l=(-28, -84), elbow_r=(-6, -60), hand_r=(-16, -62),
               knee_r=(12, -27), foot_r=(21, -9), knee_l=(-3, -26), foot_l=(-6, -2))
    with placed(c, 166, 446, 1.62, -7):
        figure(c, wear="dress", coat="#e8395a", skin="#f4c9a0", hair="#7a2f16", hairdo="wave", face="right", hem=-20, flare=24,
               elbow_l=(-16, -76), hand_l=(-22, -92),
               elbow_r=(10, -72), hand_r=(18, -76), knee_l=(-12, -30), foot_l=(-26, -16))
    # A tune made of laundry: five lines, notes hung along them.
    for k in range(5):
        p.stroke(spline([(214, 214 + k * 11), (290, 234 + k * 11), (380, 210 + k * 11)], False), "#fff3cf", .9, a=.8)
    for x, y, s in ((238, 262, 1), (266, 246, 1), (298, 258, 1.1), (330, 240, 1)):
        p.fill(oval(x, y, 6 * s, 4.4 * s, -20), "#241d3f")
        p.stroke(line([(x + 5, y - 2), (x + 5, y - 26)]), "#241d3f", 1.6)
    p.stroke(line([(271, 220), (303, 232)]), "#241d3f", 3)
    p.text("Rooftops of", 24, 62, 38, "oleo", "#fff3cf", "left")
    p.text("MONTREVEL", 24, 112, 54, "lilita", "#ffd23f", "left", width=322)
    p.tagline(502, 15, "oleo", "#f7b267")
    p.credits(522, "#8a7fae")
    p.paper(.15)


@poster("the-tangerine-waltz")
def _(p):
    # Colour by the gallon: the gown is the fruit.
    c = p.canvas
    p.bg(radial(185, 300, 380, "#2fa6a0", "#0f5a66", "#083540"))
    for k in range(5):
        p.stroke(arc(185, 330, 190 + k * 13, 200 + k * 5, 130), "#ffd98a", 2.4, a=.6 - k * .1)
    cx, cy, r = 190, 372, 150
    skirt = oval(cx, cy, r, r * .8)
    p.shadow(skirt, 6, 14, 10, .4)
    p.fill(skirt, "#e8640c")
    p.fill(oval(cx, cy, r * .95, r * .755), "#ffe3b0")
    for k in range(12):
        a0, a1 = math.tau * (k + .06) / 12, math.tau * (k + .94) / 12
        mid = (a0 + a1) / 2
        seg = spline([(cx + 14 * math.cos(mid), cy + 11 * math.sin(mid), 1), (cx + r * .86 * math.cos(a0), cy + r * .68 * math.sin(a0)),
                      (cx + r * .92 * math.cos(mid), cy + r * .73 * math.sin(mid)), (cx + r * .86 * math.cos(a1),
                              cy + r * .68 * math.sin(a1))], tension=.12)
        p.fill(seg, radial(cx, cy, r, "#ffc14a", "#ff8a1f", "#f26a0c"))
        for j in range(5):
            q = .34 + j * .11
            p.fill(moved(m.leaf(13, 5), cx + r * q * math.cos(mid + (j % 2 - .5) * .16),
                         cy + r * .8 * q * math.sin(mid + (j % 2 - .5) * .16), angle=math.degrees(mid) + 90), "#ffe09a", a=.8)
    # The waltzers rise out of its centre.
    with placed(c, 214, 470, 2.7, 5):
        figure(c, wear="suit", coat="#12222b", skin="#f0bf94", hair="#12100e", face="left", shirt="#fff", hip=(0, -44), knee_l=(-2, -42),
               foot_l=(-2, -40), knee_r=(2, -42), foot_r=(2, -40),
               elbow_l=(-18, -74), hand_l=(-32, -86), elbow_r=(-6, -62), hand_r=(-14, -64))
    with placed(c, 168, 470, 2.6, -5):
        figure(c, wear="dress", coat="#f26a0c", skin="#f9d2ad", hair="#6b1f10", hairdo="bun", face="right", hem=-38, flare=11,
               elbow_l=(-16, -78), hand_l=(-20, -92),
               elbow_r=(12, -74), hand_r=(20, -80), knee_l=(0, -44), foot_l=(0, -42), knee_r=(0, -44), foot_r=(0, -42))
    p.fill(oval(cx, 376, 46, 15), "#ff9d2e")
    for k in range(3):
        p.fill(moved(m.leaf(44, 18), 206, 386, angle=66 + k * 30), "#3f8f3a" if k % 2 else "#56a84a")
    p.text("The", 22, 40, 28, "pacifico", "#ffd98a", "left")
    p.text("Tangerine", 190, 100, 66, "pacifico", "#ff9d2e", width=334)
    p.text("WALTZ", 185, 148, 46, "abril", "#ffffff", tracking=.3)
    p.tagline(522, 13, "playfair-italic", "#ffd98a")
    p.cast_line(542, 3, 9, "jost", "#ffffff")
    p.grain(.12)


@poster("the-jasmine-balcony")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#0f2f4a", "#24506b", "#c98a5f"))
    p.stars(80, (0, 0, W, 200), "#fff3cf")
    p.fill(minus(circle(48, 70, 28), circle(59, 63, 25)), "#fff3cf")
    # House front with one keel arch.
    p.fill(rect(96, 0, 274, H), "#d9b88a")
    p.texture("#8a5f3a", 50, 5, .4, 1, .4, "multiply", clip=rect(96, 0, 274, H))
    for y in range(0, 560, 40):
        p.fill(rect(96, y, 274, 18), "#b3704a", a=.35)
    arch = spline([(140, 372, 1), (140, 214), (170, 150), (233, 92, 1), (296, 150), (326, 214), (326, 372, 1)])
    p.fill(scale(arch, 1.1, 1.07, 233, 372), "#7a3f26")
    p.fill(arch, linear(0, 92, 0, 372, "#f7cf7a", "#e08a3c"))
    with placed(c, 222, 462, 2.75):
        figure(c, wear="gown", coat="#8a1538", skin="#d9a37a", hair="#140c0c", hairdo="long", face="left", flare=12, elbow_l=(-14, -66),
               hand_l=(-10, -84), elbow_r=(12, -62), hand_r=(5, -54))
        for x, y in [(-11, -86), (-8, -88), (-12, -90)]:
            with placed(c, x, y, .3):
                m.daisy(c, 8, "#ffffff", "#f2c230", 5)
    # Turned-wood balcony.
    p.fill(rect(116, 358, 236, 14), "#4a2416")
    for k in range(15):
        x = 124 + k * 15.4
        p.fill(spline([(x - 3, 372, 1), (x + 3, 372, 1), (x + 6, 396), (x + 2.4, 412), (x + 6, 430), (x + 3, 452, 1), (x - 3, 452, 1),
                       (x - 6, 430), (x - 2.4, 412), (x - 6, 396)]), "#6b3820")
    p.fill(rect(110, 450, 248, 16), "#4a2416")
    for k in range(5):
        p.fill(poly([(136 + k * 48, 466), (160 + k * 48, 466), (148 + k * 48, 492)]), "#4a2416")
    # Jasmine all the way down to the singer.
    vine = [(352, 0), (336, 80), (352, 180), (338, 280), (356, 370), (320, 440), (236, 470), (150, 478), (112, 520)]
    p.stroke(spline(vine, False), "#2f5d2a", 4)
    for k, (x, y) in enumerate(m.scatter(12, 80, -16, -16, 16, 16)):
        t = k / 80 * (len(vine) - 1)
        i, f = int(t), t % 1
        vx, vy = vine[i][0] * (1 - f) + vine[i + 1][0] * f + x, vine[i][1] * (1 - f) + vine[i + 1][1] * f + y
        p.fill(moved(m.leaf(22, 9), vx, vy, angle=k * 67), "#3f7a3a" if k % 2 else "#2f5d2a")
        if k % 2:
            with placed(c, vx + 4, vy, 1, k * 29):
                m.daisy(c, 10, "#fffdf2", "#f2c230", 5)
    with placed(c, 52, 548, 1.45):
        figure(c, wear="suit", coat="#14202e", skin="#c98d5e", hair="#14100e", face="right", shirt="#fff", elbow_r=(6, -60),
               hand_r=(16, -66), elbow_l=(-16, -62), hand_l=(-2, -54))
        c.drawPath(moved(spline([(0, -8), (6, -4), (7, 6), (0, 11), (-7, 6), (-6, -4)]), 2, -56, 1.1, 60), m.ink("#a85f20"))
        c.drawPath(limb([(9, -60), (26, -70)], [2, 1.6]), m.ink("#4a2416"))
    title = fit(text_path("شرفة الياسمين", "noto-arabic", 60), 104, 486, 256, 60)
    p.stroke(title, "#4a0a1c", 7)
    p.fill(title, "#ffd23f")
    m.lines_of_type(p, ["The", "Jasmine", "Balcony"], 12, 136, 18, "playfair-italic", "#fff3cf", 1.15)
    m.lines_of_type(p, ["A song that", "climbed one", "storey every", "night."], 12, 322, 12, "playfair-italic", "#fff3cf", 1.3)
    p.paper(.22, folds=True)


@poster("paper-boats-for-marguerite")
def _(p):
    # New-wave sheet: a halftone portrait, one spot colour, lower case.
    c = p.canvas
    p.bg("#f6f4ee")
    p.halftone(p.tone_of(marguerite), "#1a1a1a", 3.6, 38, (0, 0, 262, 400))
    p.fill(rect(262, 0, 108, 400), "#2f7fd0")
    p.fill(rect(0, 400, W, 6), "#1a1a1a")
    for k in range(9):
        y = 418 + k * 10
        p.stroke(spline([(0, y), (90, y + 4), (180, y - 3), (280, y + 4), (370, y)], False), "#2f7fd0", 1.2 + k * .35)
    for x, y, s, a in ((300, 128, .9, -8), (322, 236, 1.1, 6), (290, 338, 1.3, -5), (214, 440, 1.7, 4), (84, 474, 2.1, -4)):
        with placed(c, x, y, s, a):
            m.paper_boat(c, "#ffffff", "#d5d9de", "#1a1a1a")
    m.lines_of_type(p, ["paper", "boats", "for"], 274, 36, 22, "jost-black", "#ffffff", 1.0)
    p.text("marguerite", 352, 534, 50, "jost-black", "#1a1a1a", "right", tracking=-.03)
    p.text("he wrote to her by gutter.", 20, 548, 11, "jost", "#2f7fd0", "left")
    p.grain(.12)


def marguerite(p):
    """The photograph: a bobbed woman looking down at the street."""
    c = p.canvas
    p.bg(linear(0, 0, W, 0, "#8a8a8a", "#f4f4f4"))
    for k in range(6):
        p.fill(rect(0, k * 80, W, 2), "#777")
    with placed(c, 24, 60, 1.75, 12):
        p.fill(m.profile("woman"), linear(0, 0, 100, 0, "#777777", "#e8e8e8", "#ffffff"))
        p.fill(m.bobbed_hair(), linear(0, 0, 70, 100, "#000000", "#2a2a2a", "#555555"))
        p.stroke(spline([(64, 46), (71, 50), (79, 47)], False), "#000", 2.6)
        p.stroke(spline([(62, 35), (70, 31), (79, 35)], False), "#222", 2)
        p.fill(spline([(76, 75), (88.5, 80.5), (84, 83.5), (87, 88), (77, 86)]), "#333")
        p.fill(poly([(-40, 150), (110, 160), (140, 240), (-60, 240)]), "#1a1a1a")


@poster("a-bicycle-in-two-cities")
def _(p):
    # A playing card: turn it over and you are in the other city.
    c = p.canvas
    p.bg("#f7d046")
    p.fill(rect(0, 278, W, 278), "#39a6b8")
    for upside, coat, frame, seed, paper, dark in ((False, "#d2342c", "#d2342c", 5, "#f4ead8", "#1d3b4a"), (True, "#f7d046", "#f7d046", 9,
            "#f4ead8", "#123a46")):
        with p.turned(180 if upside else 0):
            for k in range(9):
                h = 40 + (k * 47 + seed * 13) % 70
                x = 6 + k * 41
                body = rect(x, 262 - h, 36, h)
                p.fill(body, dark if k % 2 else paper)
                if upside:
                    p.fill(union(circle(x + 18, 262 - h, 18), rect(x + 16, 262 - h - 30, 4, 20)), dark if k % 2 else paper)
                else:
                    p.fill(poly([(x - 3, 262 - h), (x + 18, 262 - h - 26), (x + 39, 262 - h)]), "#d2342c" if k % 3 else dark)
                for j in range(int(h / 22)):
                    for i in range(2):
                        p.fill(rect(x + 7 + i * 13, 270 - h + j * 21, 8, 11), "#f7d046" if k % 2 else "#39a6b8")
            p.fill(rect(0, 258, W, 20), dark)
            with placed(c, 178, 262, 1.25):
                m.bicycle(c, frame, "#14202a", step_through=not upside)
            with placed(c, 160, 278, 1.28, 3):
                hair = "#6b2a12" if not upside else "#14202a"
                figure(c, wear="shirt" if upside else "dress", coat=coat, legs="#14202a", skin="#f2c49c", hair=hair,
                       hairdo="short" if upside else "wave", face="right", hem=-38, flare=13,
                       chest=(6, -86), neck=(9, -94), head=(11, -101), waist=(2, -70), hip=(1, -58), elbow_l=(18, -76), hand_l=(30, -66),
                               elbow_r=(20, -74), hand_r=(32, -66),
                       knee_l=(14, -40), foot_l=(6, -16), knee_r=(18, -48), foot_r=(14, -26))
    p.text("A BICYCLE", 185, 62, 58, "lilita", "#d2342c", width=326)
    with p.turned(180):
        p.text("TWO CITIES", 185, 62, 58, "lilita", "#f4ead8", width=326)
    p.fill(circle(330, 278, 24), "#f4ead8")
    p.text("in", 330, 285, 24, "oleo", "#1d3b4a")
    p.text("Love, with a slow puncture.", 185, 94, 15, "oleo", "#1d3b4a")
    p.grain(.1)


@poster("the-apiarist-in-love")
def _(p):
    c = p.canvas
    p.bg("#5b1f3f")
    for row in range(15):
        for col in range(9):
            x, y = col * 46 + (23 if row % 2 else 0), row * 40
            d = math.hypot(x - 185, y - 290) / 300
            p.fill(polygon(6, x, y, 25), mix("#ffcf3a", "#a83a2a", min(1, d * 1.2)))
            p.fill(polygon(6, x, y, 18), mix("#ffe58a", "#7a2438", min(1, d * 1.25)))
    # A face built of comb, hat and veil.
    p.fill(spline([(70, 470), (92, 300), (120, 232), (250, 232), (278, 300), (300, 470), (185, 500)]), "#fff3cf", a=.38)
    p.fill(spline([(124, 296), (132, 250), (185, 232), (238, 250), (246, 296), (234, 356), (210, 392), (185, 400), (160, 392), (136, 356)]),
           "#f2b083")
    p.fill(spline([(128, 350, 1), (150, 344), (185, 352), (220, 344), (242, 350, 1), (230, 402), (185, 440), (140, 402)]), "#7a3414")
    p.fill(spline([(158, 366), (185, 358), (212, 366), (185, 384)]), "#e8506a")
    p.fill(spline([(152, 350, 1), (172, 338), (185, 344, 1), (198, 338), (218, 350, 1), (198, 352), (185, 348), (172, 352)]), "#5b230c")
    p.stroke(spline([(183, 290), (175, 328), (192, 332)], False), "#b36a40", 3)
    # Hearts for eyes, since nothing else is seen.
    for x in (158, 212):
        p.fill(moved(heart_shape(), x, 296, 1.5), "#d2123f")
        p.fill(circle(x - 5, 290, 3), "#fff")
    p.fill(oval(185, 244, 124, 20), "#e8b95a")
    p.fill(spline([(124, 242, 1), (130, 196), (160, 178), (210, 178), (240, 196), (246, 242, 1)]), "#f5d07a")
    p.fill(spline([(124, 240, 1), (126, 222), (185, 228), (244, 222), (246, 240, 1), (185, 248)]), "#d2123f")
    for k in range(15):
        p.stroke(spline([(66 + k * 17, 250), (60 + k * 18, 360), (80 + k * 15, 476)], False), "#fff3cf", .8, a=.5)
    # Bees write the loop of the title.
    for k, (x, y, a) in enumerate(((52, 178, -20), (318, 196, 24), (36, 330, 14), (334, 350, -30), (70, 452, 40), (304, 462, -14))):
        with placed(c, x, y, 1.25, a):
            for s in (-1, 1):
                p.fill(moved(m.leaf(18, 11), 1, -5, angle=s * 34), "#ffffff", a=.85)
            p.fill(oval(0, 0, 13, 8.4), "#ffb800")
            for d in (-5, 1, 7):
                p.fill(rect(d, -8 + abs(d) * .4, 3, 16 - abs(d) * .8), "#2a1408")
            p.fill(circle(-12, 0, 5.4), "#2a1408")
    p.text("The Apiarist", 185, 84, 58, "shrikhand", "#fff3cf", width=330)
    for dy, ink_ in ((3, "#5b1f3f"), (0, "#ff8fab")):
        p.text("in love", 185, 138 + dy, 54, "shrikhand", ink_)
    p.fill(rect(0, 510, W, 46), "#5b1f3f")
    p.tagline(538, 16, "shrikhand", "#ffcf3a")
    p.grain(.18)


def heart_shape():
    return spline([(0, -5, 1), (4, -9.6), (9.4, -7), (9, -.6), (0, 9.6, 1), (-9, -.6), (-9.4, -7), (-4, -9.6)], tension=.2)


@poster("letter-of-the-rain")
def _(p):
    # The hand-painted cinema front: two stars, all weathers.
    c = p.canvas
    p.bg(linear(0, 0, W, H, "#0f4c63", "#1f8a8a", "#e8743c", "#b3202a"))
    p.texture("#ffd23f", 70, 5, .55, .95, .5, "screen", 3)
    with placed(c, 20, 74, 1.5, -4):
        p.volume(m.profile("man"), "#c07a45", "#f2b878", "#6b2f1a", angle=-20, depth=7)
        p.fill(m.short_hair(), "#120c10")
        p.fill(spline([(66, 76), (78, 74), (88, 75), (84, 79), (70, 80)]), "#120c10")
        p.fill(spline([(67, 47, 1), (74, 43.5), (80, 47, 1), (74, 49)]), "#fff")
        p.fill(circle(76, 46.4, 2.3), "#120c10")
        p.stroke(spline([(62, 38), (72, 33), (82, 37)], False), "#120c10", 3.4)
        p.fill(spline([(80, 82), (90, 83), (85, 86), (88, 90), (78, 89)]), "#8a3a2a")
        p.fill(spline([(-40, 215, 1), (-28, 176), (10, 150), (50, 190), (84, 168), (112, 182), (126, 215, 1)]), "#d2342c")
    with placed(c, 352, 176, 1.32, 6, flip=True):
        p.volume(m.profile("woman"), "#e0a06a", "#ffd9a6", "#8a4526", angle=-20, depth=7)
        p.fill(m.waved_hair(), "#120c10")
        p.fill(spline([(-20, 110), (-30, 150), (-14, 200), (30, 215), (20, 150)]), "#120c10")
        p.fill(spline([(63, 46, 1), (71, 41.5), (79, 46, 1), (71, 49)]), "#fff")
        p.fill(circle(73, 45, 2.5), "#120c10")
        p.stroke(spline([(60, 45), (70, 40), (80, 45)], False), "#120c10", 2)
        p.stroke(spline([(58, 34), (69, 29), (80, 34)], False), "#120c10", 2.6)
        p.fill(spline([(77, 75), (88.5, 80.5), (83.5, 83.5), (87, 88), (77, 87)]), "#c1122f")
        p.fill(circle(80, 24, 3), "#c1122f")
        p.fill(circle(50, 92, 5), "#ffd23f")
        for k in range(8):
            with placed(c, -4 + k * 3, 62 + k * 10, 1):
                m.daisy(c, 8, "#fff6dd", "#ffb800", 7)
        p.fill(spline([(-40, 215, 1), (-24, 172), (18, 150), (48, 176), (84, 172), (112, 186), (126, 215, 1)]), "#ffb020")
    p.rain(170, 34, 74, "#dff6ff", .65, 1)
    with placed(c, 88, 404, 1.15, -16):
        p.shadow(rrect(-50, -32, 100, 64, 2), 5, 6, 4, .5)
        m.envelope(c, 100, 64, "#fff6dd", "#b3896a", "#c1122f")
    for k, (x, y) in enumerate(((26, 470), (66, 486), (110, 474), (152, 488), (250, 482), (296, 470), (340, 486), (204, 478))):
        with placed(c, x, y):
            m.rose(c, 20, "#a83a00", "#ff9d1f", "#ffb84a")
    title = fit(text_path("बारिश की चिट्ठी", "noto-devanagari", 60), 20, 18, 330, 78)
    p.fill(move(title, 4, 5), "#5a0a1c")
    p.stroke(title, "#5a0a1c", 7)
    p.fill(title, linear(0, 20, 0, 96, "#fff27a", "#ffb800", "#ff6a1a"))
    p.fill(rect(0, 504, W, 52), "#5a0a1c")
    p.text("LETTER OF THE RAIN", 185, 524, 16, "alfaslab", "#ffd23f", tracking=.08)
    p.tagline(543, 12, "oleo", "#fff6dd")
    p.grain(.15)


@poster("slow-dance-at-the-laundromat")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#1a1040", "#3a1a6b", "#12082b"))
    for k in range(12):
        p.stroke(line([(185, 420), (-120 + k * 55, 560)]), "#ff4fa8", 1, a=.6)
    for k in range(6):
        y = 424 + k * k * 4.6
        p.stroke(line([(0, y), (W, y)]), "#ff4fa8", 1, a=.6)
    for x in (-44, 300):
        for y in (128, 276):
            p.fill(rrect(x, y, 114, 142, 8), linear(0, y, 0, y + 142, "#8fb8d0", "#4a6a9a"))
            p.fill(circle(x + 57, y + 84, 40), "#20305a")
            p.stroke(circle(x + 57, y + 84, 40), "#d5ecf5", 5)
            p.fill(rrect(x + 10, y + 10, 94, 20, 3), "#2a3a6a")
    p.fill(rrect(64, 112, 242, 316, 14), linear(0, 112, 0, 428, "#f2f6fa", "#b3c6dd"))
    p.fill(rrect(78, 126, 214, 40, 6), "#26315f")
    for k in range(3):
        p.fill(circle(100 + k * 30, 146, 9), ["#ff4fa8", "#3fe0ff", "#ffe14f"][k])
    p.text("2:45", 280, 155, 24, "pixel", "#7dffb0", "right")
    drum = circle(185, 296, 112)
    p.fill(circle(185, 296, 122), "#7f93b3")
    p.fill(drum, radial(185, 270, 130, "#ff9ad0", "#7a3fb0", "#20104a"))
    with p.clip(drum):
        # Foam, socks, and the couple going round in it.
        for k, (x, y, colour) in enumerate(((104, 236, "#ffe14f"), (266, 250, "#3fe0ff"), (120, 352, "#ff4f6d"), (258, 354, "#7dffb0"))):
            with placed(c, x, y, 1, k * 73):
                p.fill(union(limb([(0, -18), (0, 6)], [13, 13]), limb([(0, 6), (14, 10)], [13, 11])), colour)
                p.fill(rect(-6.5, -20, 13, 6), "#fff")
        with placed(c, 196, 396, 1.86, 4):
            figure(c, wear="suit", coat="#20264f", skin="#f0bf94", hair="#1a1010", face="left", shirt="#fff", elbow_l=(-16, -72),
                   hand_l=(-25, -80), elbow_r=(-4, -60), hand_r=(-13, -60), knee_r=(8, -27), foot_r=(13, -4))
        with placed(c, 164, 396, 1.78, -4):
            figure(c, wear="dress", coat="#ff2f7f", skin="#f7cfa8", hair="#e8b030", hairdo="curly", face="right", hem=-26, flare=17,
                   elbow_l=(-15, -74), hand_l=(-12, -86), elbow_r=(10, -74), hand_r=(17, -78))
        for k, (x, y) in enumerate(m.scatter(7, 60, 70, 372, 300, 420)):
            r = 6 + k % 5 * 3
            p.fill(circle(x, y, r), "#ffffff", a=.75)
            p.stroke(circle(x, y, r), "#c9a3ff", .8, a=.6)
    p.stroke(circle(185, 296, 112), "#e9f2fa", 8)
    p.stroke(arc(185, 296, 100, 200, 60), "#ffffff", 5, a=.6)
    neon = text_path("Slow Dance", "pacifico", 56)
    neon = fit(neon, 30, 18, 310, 62)
    p.glow(neon, "#ff2f92", 9, 3)
    p.fill(neon, "#ffe3f2")
    p.text("AT THE LAUNDROMAT", 185, 102, 22, "righteous", "#3fe0ff", tracking=.08, width=300)
    m.lines_of_type(p, ["Separate your whites. Not your hearts."], 185, 472, 14, "righteous", "#ffe14f", align="center", width=320)
    p.credits(504, "#b39ad9")
    p.grain(.15)


@poster("the-year-we-borrowed-the-sea")
def _(p):
    # A door on a beach; the tide is already indoors.
    c = p.canvas
    p.bg(linear(0, 0, 0, 300, "#f4c9a0", "#f7e2c0", "#cfe3de"))
    p.fill(rect(0, 250, W, 70), linear(0, 250, 0, 320, "#5fa3ab", "#a9d3cc"))
    for k in range(5):
        p.stroke(spline([(0, 306 + k * 7), (90, 300 + k * 8), (190, 310 + k * 7), (280, 301 + k * 8), (370, 309 + k * 7)], False),
                 "#ffffff", 2.4, a=.8 - k * .14)
    p.fill(spline([(-5, 322, 1), (100, 314), (220, 326), (375, 312, 1), (375, 560, 1), (-5, 560, 1)]), linear(0, 314, 0, H, "#e6c99a",
            "#c99f6a"))
    p.texture("#8a6236", 3, 2, .5, .95, .2, "multiply", clip=rect(0, 316, W, 240))
    # Frame, open door and a night sea behind it.
    p.fill(poly([(128, 428), (252, 428), (330, 470), (190, 476)]), "#6b4a26", a=.35, blur=5)
    p.fill(rect(120, 128, 138, 304), "#f4efe4")
    opening = rect(132, 140, 114, 292)
    p.fill(opening, linear(0, 140, 0, 432, "#16335f", "#2f6f9f", "#0f3a5f"))
    with p.clip(opening):
        p.stars(40, (132, 140, 114, 110))
        p.fill(circle(206, 196, 20), "#fff6d6")
        for k in range(9):
            p.fill(m.wave(262 + k * 19, W, 4 + k, 60 + k * 6, k * .3), mix("#2f7fb0", "#0b2f50", k / 9))
            p.stroke(line([(190 - k * 2, 264 + k * 18), (222 + k * 2, 264 + k * 18)]), "#fff6d6", 1.6, a=.6)
    p.fill(poly([(246, 140), (318, 112), (318, 462), (246, 432)]), "#2f8a86")
    p.stroke(poly([(256, 156), (306, 138), (306, 268), (256, 274)]), "#1d6361", 3)
    p.stroke(poly([(256, 296), (306, 290), (306, 430), (256, 416)]), "#1d6361", 3)
    p.fill(circle(310, 300, 5), "#e8c34a")
    p.fill(spline([(132, 432, 1), (246, 432, 1), (262, 456), (222, 486), (160, 478), (112, 462)]), "#2f7fb0")
    p.stroke(spline([(112, 462), (160, 478), (222, 486), (262, 456)], False), "#ffffff", 3)
    for x, kw in ((72, dict(wear="shirt", coat="#f4f4f4", legs="#33506b", hair="#3a2416", face="right", elbow_r=(12, -64),
                            hand_r=(16, -52))),
                  (94, dict(wear="dress", coat="#c8503c", hair="#6b3a1a", hairdo="long", face="right", hem=-18, flare=14,
                            elbow_l=(-10, -64), hand_l=(-8, -52)))):
        with placed(c, x, 486, 1.22):
            figure(c, skin="#e3b08a", shoes="#e3b08a", **kw)
    p.fill(poly([(64, 486), (104, 486), (150, 506), (100, 508)]), "#6b4a26", a=.35, blur=4)
    p.text("The Year We Borrowed", 185, 62, 32, "caslon", "#3a2a1a", width=326)
    p.text("the Sea", 185, 104, 46, "cormorant-italic", "#2f7fb0")
    p.tagline(536, 18, "cormorant-italic", "#3a2412")
    p.grain(.16)


@poster("dear-stranger-at-table-six")
def _(p):
    # Two profiles; the space between them is a glass of red.
    c = p.canvas
    p.bg("#f7efe2")
    p.fill(rect(0, 0, W, 396), "#f7efe2")
    for flip, x, ink_, sex, hair in ((False, -38, "#8f1d35", "man", m.short_hair), (True, 408, "#d9553f", "woman", m.bobbed_hair)):
        with placed(c, x, 70, 1.72, 0, flip):
            p.fill(m.profile(sex), ink_)
            p.fill(hair(), mix(ink_, "#000000", .42))
    bowl = spline([(150, 216, 1), (146, 262), (162, 302), (185, 312), (208, 302), (224, 262), (220, 216, 1)])
    p.stroke(bowl, "#2b1a1a", 2.4)
    p.fill(spline([(149, 250, 1), (185, 256), (223, 248, 1), (208, 300), (185, 309), (162, 300)]), "#7a0f28")
    p.fill(rect(183, 312, 4, 66), "#2b1a1a")
    p.fill(oval(185, 382, 30, 5), "#2b1a1a")
    p.fill(spline([(158, 226), (156, 262), (168, 290), (162, 262)]), "#ffffff", a=.5)
    # Table, number card, one candle each side of the question.
    p.fill(rect(0, 386, W, 170), "#2b1a1a")
    p.fill(poly([(276, 386), (292, 332), (326, 332), (342, 386)]), "#fffaf0")
    p.text("6", 309, 378, 44, "bodoni", "#8f1d35")
    p.fill(rect(56, 340, 13, 46), "#fffaf0")
    p.fill(spline([(62, 306, 1), (70, 326), (66, 338), (58, 338), (54, 326)]), "#f2b034")
    p.glow(circle(62, 326, 10), "#f2b034", 8, 1, None)
    p.text("Dear Stranger", 185, 54, 50, "playfair-italic", "#2b1a1a", width=326)
    p.text("AT TABLE SIX", 185, 446, 42, "bodoni", "#f7efe2", width=310, tracking=.05)
    p.tagline(474, 15, "playfair-italic", "#f2b034")
    p.credits(508, "#a58a80")
    p.grain(.1)


@poster("almost-yours-truly")
def _(p):
    c = p.canvas
    p.bg("#ffffff")
    p.fill(oval(196, 470, 110, 8), "#dddddd", blur=4)
    # The veil is a signature that ran out of page.
    veil = spline([(212, 176, 1), (150, 190), (70, 176), (-20, 232), (-30, 300), (60, 262), (130, 282), (196, 250, 1)])
    p.fill(veil, "#eef2f7")
    p.stroke(veil, "#cdd6e2", 1)
    p.stroke(spline([(206, 190), (130, 220), (60, 210), (-20, 262)], False), "#cdd6e2", 1)
    with placed(c, 214, 470, 3.1, 7):
        figure(c, wear="dress", coat="#ffffff", skin="#f2c49c", hair="#7a3a16", hairdo="bun", face="right", hem=-30, flare=19,
               shoes="#d9202e",
               elbow_l=(-15, -66), hand_l=(-20, -54), elbow_r=(14, -66), hand_r=(22, -74), knee_l=(-14, -26), foot_l=(-31, -22),
                       knee_r=(12, -32), foot_r=(12, -4), waist=(0, -61))
        c.drawPath(spline([(-19, -30, 1), (-6.6, -50), (-4.6, -60), (4.6, -60), (6.6, -50), (19, -30, 1), (0, -27)]),
                   m.ink("#cdd6e2", stroke=.6))
        for k in range(5):
            c.drawPath(spline([(-2 + k, -58), (-8 + k * 4, -44), (-14 + k * 7, -29)], False), m.ink("#dfe5ee", stroke=.6))
        # A pen, still uncapped.
        c.drawPath(limb([(19, -69), (27, -83)], [1.4, 1.4]), m.ink("#1d1d22"))
        for k in range(5):
            with placed(c, -22 + k % 3 * 3, -52 + k * 2.4, .34):
                m.rose(c, 10, "#8f0f1f", "#d9202e", "#f0555f")
    p.fill(oval(214, 174, 16, 5, -20), "#fff7e0")
    p.text("almost,", 24, 76, 62, "playfair-black", "#d9202e", "left")
    p.text("Yours Truly", 185, 528, 66, "greatvibes", "#d9202e", width=330)
    p.stroke(spline([(60, 538), (160, 548), (300, 532), (352, 540)], False), "#d9202e", 1.4)
    p.tagline(104, 12, "josefin", "#555", x=26, align="left")
    p.cast_line(28, 2, 11, "josefin", "#333", x=346, align="right", width=220)


@poster("a-watercolour-of-anna")
def _(p):
    c = p.canvas
    p.bg("#faf7ef")
    washes = [(186, 190, 150, "#7fb0c9"), (110, 250, 120, "#d98a9a"), (262, 270, 130, "#e8c27a"), (190, 330, 150, "#7f9fc9"),
              (150, 150, 90, "#b08ac0"), (246, 150, 80, "#8fc0a8")]
    for k, (x, y, r, ink_) in enumerate(washes):
        for j in range(3):
            blot = spline([(x + r * (.72 + .28 * p.rng.random()) * math.cos(a),
                            y + r * (.72 + .28 * p.rng.random()) * math.sin(a)) for a in [math.tau * i / 14 for i in range(14)]])
            with p.layer(alpha=.3, blend="multiply"):
                p.fill(blot, ink_)
                p.stroke(blot, mix(ink_, "#000000", .25), 1.2, a=.5)
    p.texture("#faf7ef", 34, 5, .5, .85, .7, None, 1, 3)
    # She is what the paint left dry.
    with placed(c, 92, 86, 1.72):
        p.fill(m.profile("woman"), "#faf7ef", a=.93)
        with p.layer(alpha=.85):
            p.fill(m.waved_hair(), linear(-20, 0, 70, 140, "#7a4a5a", "#b3687a", "#d9a27a"))
        p.fill(spline([(77, 75), (88.5, 80.5), (83.5, 83.5), (87, 88), (77, 87)]), "#c8405a", a=.8)
        p.fill(circle(66, 80, 13), "#e8909a", a=.4, blur=5)
        p.stroke(spline([(62, 46), (71, 49), (79, 45)], False), "#4a3040", 1.6)
        p.stroke(spline([(60, 34), (70, 30), (79, 34)], False), "#4a3040", 1.3)
        p.stroke(spline([(80, 54), (83.5, 56), (92.5, 65), (91, 69.5), (84, 71)], False), "#b08a8a", .8)
    for x, y, length, ink_ in ((84, 380, 90, "#d98a9a"), (128, 400, 62, "#7f9fc9"), (236, 410, 74, "#e8c27a"), (286, 372, 104, "#7fb0c9"),
                               (206, 420, 40, "#b08ac0")):
        p.fill(limb([(x, y - 40), (x + 1, y + length * .6), (x, y + length)], [2, 2.6, 5]), ink_, a=.6, blend="multiply")
    for _ in range(5):
        p.fill(splatter(p.rng.uniform(20, 350), p.rng.uniform(80, 420), 12, p.rng, 14, False),
               p.rng.choice(["#d98a9a", "#7f9fc9", "#e8c27a"]), a=.6)
    p.text("a watercolour of", 30, 54, 25, "cormorant-italic", "#4a3f52", "left")
    p.text("Anna", 336, 516, 84, "greatvibes", "#4a3f52", "right")
    m.lines_of_type(p, ["He painted her", "before she could leave."], 30, 506, 14, "cormorant-italic", "#4a3f52", 1.2)
    p.credits(544, "#a39aa5", rows=1, size=7.5)
    p.grain(.12)


@poster("the-tuesday-proposal")
def _(p):
    # A wall calendar in which one column never gives up.
    c = p.canvas
    p.bg("#e9f5f4")
    p.fill(rect(0, 0, W, 148), "#12a5a0")
    p.text("the", 30, 50, 24, "jost", "#fff", "left")
    p.text("TUESDAY", 28, 92, 52, "jost-black", "#fff", "left", width=314, tracking=-.01)
    p.text("proposal", 340, 132, 44, "pacifico", "#ffe27a", "right")
    for k in range(9):
        p.stroke(arc(34 + k * 38, 148, 6, 180, 180), "#33474a", 3)
    x0, y0, cw, ch = 24, 184, 46.5, 56
    for k, day in enumerate("MTWTFSS"):
        p.text(day, x0 + k * cw + cw / 2, 176, 12, "jost-black", "#e8396a" if k == 1 else "#12a5a0")
    for row in range(5):
        for col in range(7):
            n = row * 7 + col
            x, y = x0 + col * cw, y0 + row * ch
            cell = rrect(x + 1.5, y + 1.5, cw - 3, ch - 3, 4)
            p.fill(cell, "#e8396a" if col == 1 else "#ffffff")
            p.text(str(n % 30 + 1), x + 6, y + 13, 9, "jost", "#ffd3e0" if col == 1 else "#8aa5a5", "left")
            if col == 1:
                # Kneeling, every week a little lower in spirits.
                with placed(c, x + 20, y + 50, .4 - row * .012):
                    figure(c, wear="suit", coat="#2b2440", skin="#f7d3ae", hair="#4a2a16", face="right", shirt="#fff", chest=(2, -60),
                           neck=(4, -68), head=(6, -75 + row * 1.5), waist=(0, -46), hip=(-2, -36),
                           knee_l=(0, -6), foot_l=(-20, -4), knee_r=(16, -34), foot_r=(16, -4), elbow_r=(16, -56),
                                   hand_r=(26, -64 + row * 5), elbow_l=(-8, -48), hand_l=(2, -40))
                if row == 4:
                    p.fill(moved(heart_shape(), x + 37, y + 13, .6), "#fff")
            elif col == 3:
                p.stroke(line([(x + 13, y + 27), (x + 20, y + 37), (x + 35, y + 20)]), "#12a5a0", 3, a=.35)
    # The ring marks the day it finally works, which is the wrong column.
    rx, ry = x0 + 3 * cw + cw / 2, y0 + 4 * ch + ch / 2
    p.stroke(circle(rx, ry + 3, 21), "#e8b030", 5)
    p.fill(poly([(rx - 10, ry - 28), (rx - 5, ry - 35), (rx + 5, ry - 35), (rx + 10, ry - 28), (rx, ry - 15)]), "#7fe0f0")
    p.stroke(line([(rx - 10, ry - 28), (rx + 10, ry - 28)]), "#ffffff", 1)
    p.tagline(494, 14, "jost", "#33474a")
    p.credits(518, "#8aa5a5")


@poster("cherry-coloured-stamp")
def _(p):
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#fde8ec", "#fff7f2", "#dcebf0"))
    p.bokeh(16, (0, 0, W, 300), ("#ffc2d1", "#ffe0e8"), (10, 34), .5)
    bough = [(380, 40), (300, 70), (220, 60), (150, 100), (90, 96)]
    p.fill(limb(bough, [26, 18, 13, 8, 3]), "#5a3a36")
    p.fill(limb([(262, 64), (240, 110), (196, 138)], [12, 7, 3]), "#5a3a36")
    for k, (dx, dy) in enumerate(m.scatter(21, 130, -34, -30, 34, 34)):
        t = (k % 65) / 65 * (len(bough) - 1)
        i, f = int(t), t % 1
        x, y = bough[i][0] * (1 - f) + bough[min(i + 1, 4)][0] * f + dx, bough[i][1] * (1 - f) + bough[min(i + 1, 4)][1] * f + dy
        with placed(c, x, y, 1, k * 47):
            m.daisy(c, 9 + k % 3 * 2, ["#ffb3c6", "#ffd0db", "#ff9ab5"][k % 3], "#d9476a", 5)
    # The pillar box, one size too large, as seen by someone waiting at it.
    p.fill(oval(150, 500, 96, 12), "#b9cdd2", blur=4)
    p.fill(rect(90, 262, 104, 226), linear(90, 0, 194, 0, "#a81f2c", "#e8394a", "#c1273a", "#7a1420"))
    p.fill(spline([(78, 266, 1), (84, 226), (142, 200), (200, 226), (206, 266, 1), (142, 276)]), linear(78, 0, 206, 0, "#b3222f", "#f2505f",
            "#8a1824"))
    p.fill(rect(80, 484, 124, 18), "#8a1824")
    p.fill(rrect(108, 298, 68, 11, 5), "#3a060c")
    p.fill(rrect(112, 336, 60, 62, 4), "#fff7f2")
    p.text("〒", 142, 386, 50, "noto-jp", "#c1273a")
    with placed(c, 142, 292, 1, -6):
        p.fill(rect(-24, -26, 48, 34), "#ffffff")
        p.fill(moved(m.stamp(15, 18, 1.5), 13, -15), "#e8527a")
    with placed(c, 262, 504, 1.95):
        figure(c, wear="dress", coat="#33507a", skin="#f4cfae", hair="#1c1216", hairdo="long", face="left", hem=-24, flare=15,
               shoes="#3a2420", elbow_l=(-12, -68), hand_l=(-18, -76), elbow_r=(11, -62), hand_r=(9, -49))
    for k, (x, y) in enumerate(m.scatter(5, 46, 0, 150, W, 540)):
        p.fill(moved(m.leaf(9, 6), x, y, angle=k * 53), "#ff9ab5", a=.85)
    p.fill(move(vertical_path("桜色の切手", "noto-serif-jp", 42, 1.12), 46, 150), "#a81f3c")
    m.lines_of_type(p, ["It only ever", "reached the spring."], 352, 530, 14, "cormorant-italic", "#5a3a46", 1.1, "right")
    p.text("THE CHERRY-COLOURED STAMP", 24, 546, 9, "josefin", "#a81f3c", "left", tracking=.08)
    p.grain(.14)


@poster("how-to-leave-an-island")
def _(p):
    # The island is his sleeping face.
    c = p.canvas
    p.bg(linear(0, 0, 0, 300, "#f3d9c4", "#f0b8a0"))
    p.fill(circle(322, 168, 32), "#fff3e0")
    with p.clip(rect(0, 0, W, 318)):
        with placed(c, -24, 440, 2.6, -90):
            p.fill(m.profile("man", False), linear(45, 0, 100, 0, "#1b3a49", "#2c5a6b"))
        # Woods for hair.
        for k in range(13):
            x = -4 + k * 5.5
            p.fill(limb([(x, 318), (x + 1, 258 - 26 * math.sin(k * .24) - k % 3 * 7)], [14, 3]), "#16303d")
    p.fill(rect(0, 318, W, 240), linear(0, 318, 0, H, "#4f8f9a", "#1d5263", "#0f3342"))
    with p.layer(alpha=.35, blur=1), p.clip(rect(0, 318, W, 120)):
        c.save()
        c.translate(0, 636)
        c.scale(1, -1)
        with placed(c, -24, 440, 2.6, -90):
            p.fill(m.profile("man", False), "#0f3342")
        c.restore()
    for k in range(20):
        y = 324 + k * 7
        p.stroke(line([(p.rng.uniform(0, 200), y), (p.rng.uniform(200, 370), y)]), "#f0b8a0", .8, a=.3)
    # Rowing away: her wake is the only straight line here.
    p.fill(poly([(292, 456), (206, 322), (216, 322)]), "#f3d9c4", a=.55)
    with placed(c, 296, 462, 1, 6):
        p.fill(spline([(-40, -6, 1), (-24, 8), (26, 8), (44, -9, 1), (10, -3)]), "#fff3e0")
        p.stroke(line([(0, -4), (-30, 16)]), "#fff3e0", 2)
        with placed(c, 2, 12, .56):
            figure(c, wear="dress", coat="#c8402c", hair="#2b1a16", hairdo="wave", face="right", skin="#f0bf98", hem=-34, flare=12,
                   elbow_l=(-14, -64), hand_l=(-18, -46), elbow_r=(-2, -60), hand_r=(-10, -44))
    m.lines_of_type(p, ["How to", "Leave an", "Island"], 28, 66, 37, "josefin", "#23495a", 1.06)
    p.tagline(186, 13, "josefin", "#23495a", x=29, align="left")
    p.laurel(318, 54, 80, "OFFICIAL SELECTION", "Quay of Lanterns", "#23495a")
    p.credits(520, "#8fb5bd")
    p.grain(.2)


@poster("the-astronomer-downstairs")
def _(p):
    # Cutaway of a house: two rooms, one line of sight.
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#0d1440", "#27307a", "#5a4a9a"))
    p.stars(150, (0, 0, W, 340), "#fff7d6", 1.3)
    for pts in ([(52, 132), (86, 110), (124, 124), (150, 98), (196, 112)], [(300, 176), (326, 150), (348, 170), (330, 200)]):
        p.stroke(line(pts), "#fff7d6", .8, a=.6)
        for x, y in pts:
            p.fill(star(x, y, 5, 4, .3), "#fff7d6")
    # A sleeping street, so that theirs is the only light on.
    street = union(rect(-4, 330, 70, 220), poly([(-10, 332), (24, 292), (72, 332)]), rect(304, 350, 80, 200),
                   poly([(296, 352), (344, 306), (390, 352)]))
    p.fill(street, "#1d1b58")
    for x, y in ((14, 352), (40, 352), (14, 402), (40, 402), (318, 374), (344, 374), (318, 424), (344, 424)):
        p.fill(rect(x, y, 14, 22), "#2f3288")
    p.fill(poly([(62, 262), (185, 196), (308, 262)]), "#2b1f45")
    p.fill(rect(246, 196, 20, 40), "#2b1f45")
    p.fill(rect(78, 260, 214, 270), "#3a2a58")
    for y, wall in ((272, "#ffcf7a"), (398, "#f28f6b")):
        p.fill(rect(90, y, 190, 114), wall)
    # Upstairs: she leans out; a lamp, a plant.
    p.fill(rect(90, 376, 190, 10), "#7a4a3a")
    with placed(c, 128, 378, .92):
        figure(c, wear="dress", coat="#2f8a8a", skin="#8a5a3c", hair="#1c1216", hairdo="curly", face="left", elbow_l=(-14, -70),
               hand_l=(-22, -62), hem=-24)
    p.fill(rect(90, 296, 14, 58), "#27307a")
    p.stroke(rect(90, 296, 14, 58), "#fff", 2)
    p.stroke(line([(226, 376), (226, 318)]), "#7a4a3a", 2.4)
    p.fill(poly([(206, 322), (246, 322), (238, 298), (214, 298)]), "#fff3cf")
    p.fill(rrect(246, 342, 26, 34, 3), "#d9553f")
    # Downstairs: he has been looking up, but at the wrong ceiling.
    p.fill(rect(90, 502, 190, 10), "#5a2f3a")
    with placed(c, 236, 504, .92):
        figure(c, wear="shirt", coat="#f4ead8", legs="#33406b", skin="#f0bf94", hair="#5b3018", face="left", chest=(-2, -74),
               head=(-4, -90), elbow_l=(-14, -68), hand_l=(-22, -76), elbow_r=(-10, -66), hand_r=(-16, -74))
    with placed(c, 198, 432, 1, -42):
        p.fill(rrect(-46, -9, 52, 18, 3), "#2b1f45")
        p.fill(rrect(-62, -12, 20, 24, 3), "#e8c34a")
        p.fill(rrect(6, -5, 12, 10, 2), "#e8c34a")
    for dx in (-16, 2, 18):
        p.stroke(line([(196, 436), (196 + dx, 502)]), "#2b1f45", 3)
    p.stroke(line([(156, 394), (130, 300), (86, 240)]), "#fff7d6", 1.4, dash=(2, 5))
    p.fill(rect(96, 404, 34, 50), "#d9553f")
    for k in range(3):
        p.stroke(oval(113, 429, 5 + k * 5, 2 + k * 3, -24), "#ffcf7a", 1)
    p.fill(rect(0, 524, W, 32), "#1c1438")
    p.text("the astronomer", 185, 56, 38, "fredoka", "#ffcf7a", width=320)
    p.text("downstairs", 185, 90, 38, "fredoka", "#f28f6b", width=240)
    p.tagline(545, 14, "jost", "#fff7d6")


@poster("every-sunday-until-the-rain-stops")
def _(p):
    # Sixteen words let down like rain over two people who have stopped counting.
    c = p.canvas
    p.bg(linear(0, 0, 0, H, "#c3cdd0", "#dfe2dd"))
    columns = [("EVERY SUNDAY", 48, 26, 26), ("UNTIL THE RAIN", 104, 60, 28), ("STOPS", 160, 24, 34), ("AND THE LAST", 214, 72, 26),
               ("FERRY LEAVES", 268, 30, 28), ("FOR SAINT ORRIN", 322, 50, 26)]
    for words, x, y, size in columns:
        path = rotate(text_path(words, "antonio", size, .06), 90)
        bx, by, bw, bh = bounds(path)
        p.fill(move(path, x - bx - bw / 2, y - by), "#2f4450")
        p.stroke(line([(x, y + bh + 8), (x, y + bh + 60)]), "#2f4450", .8, a=.6)
    p.rain(120, 26, 90, "#ffffff", .8, .8, (0, 0, W, 430))
    p.fill(rect(0, 430, W, 126), linear(0, 430, 0, H, "#7f959b", "#5a7079"))
    p.fill(rect(0, 476, W, 80), "#3b4d55")
    for k in range(12):
        p.stroke(oval(p.rng.uniform(10, 360), p.rng.uniform(436, 470), 14, 2.4), "#dfe2dd", .8, a=.7)
    # The ferry, patient.
    with placed(c, 312, 430, .9):
        p.fill(spline([(-44, -12, 1), (-34, 4, 1), (40, 4, 1), (48, -12, 1)]), "#2f4450")
        p.fill(rect(-28, -24, 54, 13), "#f4efe4")
        p.fill(rect(-16, -34, 30, 11), "#f4efe4")
        p.fill(rect(2, -46, 9, 14), "#d9a13a")
    p.fill(rect(64, 446, 134, 6), "#22303a")
    p.fill(rect(64, 424, 134, 5), "#22303a")
    for x in (74, 182):
        p.fill(rect(x, 424, 5, 54), "#22303a")
    for x, kw in ((112, dict(wear="coat", coat="#22303a", legs="#22303a", hair="#d5d5d0", skin="#e3b08a")),
                  (146, dict(wear="coat", coat="#8a5a3c", legs="#3a2a24", hair="#c9c4bc", hairdo="bun", skin="#eac19e", build=.88))):
        with placed(c, x, 500, 1.05):
            figure(c, chest=(0, -68), neck=(0, -76), head=(1 if x < 130 else -1, -84), waist=(0, -56), hip=(0, -46), knee_l=(-5, -40),
                   foot_l=(-6, -8), knee_r=(5, -40), foot_r=(6, -8), **kw)
    with placed(c, 130, 398, 1, -3):
        m.umbrella(c, 62, ["#e8b030", "#f2c75a", "#e8b030", "#f2c75a", "#e8b030"], "#22303a", handle=False)
        p.stroke(line([(0, -40), (0, 56)]), "#22303a", 2)
    p.tagline(522, 15, "cormorant-italic", "#f4efe4")
    p.credits(536, "#9fb2b8", rows=2, size=7)
    p.grain(.18)


@poster("two-toothbrushes")
def _(p):
    c = p.canvas
    p.bg("#f6b7c1")
    for col in range(7):
        for row in range(11):
            p.fill(rrect(col * 54 - 4, row * 54 - 18, 51, 51, 3), linear(0, row * 54 - 18, 0, row * 54 + 33, "#f9c5cd", "#f4acb8"))
    p.fill(rect(0, 446, W, 110), "#fff5ee")
    p.fill(rect(0, 446, W, 6), "#e6d3c8")
    p.fill(oval(190, 470, 84, 10), "#d9bfb4", a=.7, blur=4)
    # They lean; the bristles nearly touch.
    for flip, shaft, tip in ((False, "#2f7fd0", "#8fc4f5"), (True, "#e8592c", "#ffb08a")):
        with placed(c, 185 + (44 if flip else -44) * -.2, 448, 1, 0, flip):
            stick = limb([(-26, 0), (-32, -110), (-42, -190), (-32, -250), (-24, -306)], [13, 15, 12, 9, 15])
            p.fill(stick, shaft)
            p.stroke(spline([(-30, -20), (-36, -110), (-44, -188)], False), tip, 3)
            for k in range(6):
                p.fill(rrect(-25 + k * 1.0, -306 + k * 9, 22, 7.4, 2), "#ffffff" if k % 2 else tip)
    glass = spline([(124, 296, 1), (136, 462), (146, 470, 1), (224, 470, 1), (234, 462), (246, 296, 1)])
    p.fill(glass, "#ffffff", a=.38)
    p.fill(spline([(130, 372, 1), (185, 378), (240, 372, 1), (233, 462), (224, 469, 1), (146, 469, 1), (137, 462)]), "#bfe6ee", a=.5)
    p.stroke(glass, "#ffffff", 2.4, a=.95)
    p.fill(limb([(140, 316), (148, 440)], [5, 3]), "#ffffff", a=.8)
    p.fill(moved(heart_shape(), 185, 116, 1.1), "#e8395a")
    # Nobody has moved the toothpaste either.
    with placed(c, 306, 468, 1, -6):
        p.fill(poly([(-34, -8), (22, -16), (26, 12), (-34, 6)]), "#ffffff")
        p.fill(rect(-38, -9, 6, 17), "#7fc6b8")
        p.fill(rect(24, -7, 10, 12), "#e8395a")
        p.text("us", -6, 4, 15, "pacifico", "#e8395a")
    p.text("two toothbrushes", 185, 76, 46, "fredoka", "#a3203f", width=330)
    p.tagline(506, 13, "fredoka", "#a3203f")
    p.credits(530, "#c99aa0", rows=2, size=8)
