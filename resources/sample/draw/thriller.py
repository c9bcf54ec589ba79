"""The thriller posters."""

import math

from kit import *  # noqa: F403
from shapes import *  # noqa: F403


@poster("witness-on-platform-nine")
def platform_nine(p):
    """Noir one-sheet: her face, his back, and a ticket between them."""
    p.bg(linear(0, 0, 0, H, "#0d1116", "#26333a", "#080a0c"))
    p.smoke(-60, 150, 420, 300, "#b9c6c4", 0.7, seed=3)
    face(p, 262, 136, 216, skin="#c9b49a", shade="#10151a", light="#fff2d8", side=-1, hair="#0b0d10", style="bob", shadow=0.52, gaze=-0.8, lips="#a3161a")
    p.fill(rect(0, 236, W, 320), linear(0, 230, 0, 310, "#080a0c00", "#080a0c"))
    p.smoke(60, 190, 380, 220, "#8fa0a0", 0.55, seed=8)
    roof = poly([(0, 250), (150, 300), (150, 306), (0, 270)])
    p.fill(roof, "#05070a")
    loco = union(circle(96, 372, 54), rect(50, 396, 92, 54), poly([(40, 470), (152, 470), (138, 440), (54, 440)]), rect(82, 296, 28, 30), rect(76, 292, 40, 8))
    p.volume(loco, "#232c32", "#b9cbd0", "#06080a", angle=-110, depth=5)
    p.fill(ring(96, 372, 46, 2), "#56686e")
    p.glow(circle(96, 372, 12), "#fff0c0", 26, 3)
    p.fill(circle(96, 372, 10), "#fffbe6")
    p.fill(poly([(96, 362), (96, 384), (370, 500), (370, 380)]), linear(96, 0, 370, 0, "#fff0c088", "#fff0c000"))
    p.fill(poly([(150, 470), (370, 440), (370, 556), (0, 556), (0, 480)]), "#0a0d10")
    man = place(figure("stand", 1.1, hat="fedora", coat=1.15), 212, 486, h=232)
    p.volume(man, "#06080a", "#90a0a2", "#020303", angle=-170, depth=2.5)
    p.fill(poly([(196, 484), (232, 484), (330, 556), (250, 556)]), "#000", a=0.8, blur=4)
    ticket = rotate(minus(rrect(232, 392, 118, 60, 3), circle(232, 422, 7), circle(350, 422, 7)), -9, 290, 422)
    p.shadow(ticket, 5, 6, 5, 0.8)
    p.fill(ticket, "#e6d3a0")
    with p.turned(-9, 290, 422):
        p.text("THIRD CLASS · SINGLE", 291, 408, 8, "oswald", "#5a1210", tracking=0.1)
        p.text("PLATFORM 9", 291, 433, 24, "alfaslab", "#a3161a", width=100)
        p.text("No. 004417", 291, 446, 8, "courier", "#3a2a1a")
    p.text("WITNESS ON", 22, 44, 34, "anton", "#f4ead2", "left", 0.02)
    p.text("PLATFORM", 22, 84, 44, "anton", "#f4ead2", "left", width=136)
    t = move(text_path("NINE", "anton", 84), 20, 168)
    p.fill(move(t, 3, 3), "#000")
    p.fill(t, "#c5221c")
    p.tagline(508, 12, "playfair-italic", "#f4ead2", lines=1)
    p.credits(526, "#b9c6c4a0", size=9)
    p.grain(0.4)


@poster("a-key-for-mr-vane")
def key_for_mr_vane(p):
    """London through a keyhole."""
    p.bg("#123b36")
    for i in range(5):  # raised door panels
        p.stroke(rect(14 + i * 1.2, 14 + i * 1.2, W - 28 - i * 2.4, H - 28 - i * 2.4), mix("#0a211e", "#2f6b60", i / 4), 1.2)
    p.texture("#0a211e", 8, 4, 0.4, 0.9, 0.6, stretch=0.08)
    plate = rrect(98, 66, 176, 336, 30)
    p.shadow(plate, 8, 10, 8, 0.6)
    p.volume(plate, "#b98a2c", "#ffe9a0", "#4f3208", angle=-130, depth=6)
    for x, y in ((186, 88), (186, 380)):
        p.volume(circle(x, y, 8), "#8a6420", "#ffe9a0", "#3a2406", depth=2)
        p.stroke(line([(x - 5, y - 3), (x + 5, y + 3)]), "#2a1a04", 2)
    hole = move(keyhole(258), 186, 362)
    p.fill(outline(hole, 8), "#5f3f0c")
    with p.clip(hole):
        p.fill(hole, linear(0, 110, 0, 362, "#f6d77a", "#d9843a", "#5a2414"))
        p.fill(circle(206, 150, 24), "#fff6d0")
        blocks, _ = skyline(160, 70, 21, 12, 24)
        p.fill(move(blocks, 110, 256), "#a8562c")
        tower = union(rect(150, 140, 17, 130), poly([(147, 142), (158, 112), (170, 142)]))
        p.fill(tower, "#7a3a1e")
        p.fill(circle(158.5, 158, 6), "#ffe9a0")
        p.fill(poly([(186, 236), (194, 236), (262, 400), (110, 400)]), "#f2c060", a=0.7)
        gent = place(figure("walk_front", 1.0, hat="tophat", coat=1.1), 186, 346, h=132)
        p.fill(gent, "#1c0c0a")
        p.fill(poly([(174, 344), (198, 344), (220, 400), (150, 400)]), "#1c0c0a", a=0.6, blur=3)
        p.fog(220, 100, "#ffe9a0", 0.6)
    k = rotate(place(key(), 300, 540, h=196), -28, 300, 440)
    p.shadow(k, 7, 8, 5, 0.7)
    p.volume(k, "#c9ccd2", "#ffffff", "#43474f", angle=-130, depth=3)
    p.text("A KEY FOR", 30, 446, 25, "bodoni", "#f2dfa8", "left", 0.06)
    p.text("Mr. Vane", 28, 503, 66, "playfair-italic", "#f2dfa8", "left", width=240)
    p.tagline(44, 12.5, "playfair-italic", "#f2dfa8")
    p.cast_line(522, 2, 9, "oswald", "#d9a03a", x=30, align="left", width=200)
    p.credits(536, "#f2dfa890", width=200, x=30, align="left", rows=1, size=6)
    p.grain(0.35)
    p.paper(0.2)


@poster("the-paraffin-alibi")
def paraffin_alibi(p):
    """One match, and a liar's profile in its smoke."""
    p.bg("#100b0a")
    p.fill(oval(200, 230, 300, 300), radial(216, 240, 290, "#f2842a", "#a8381a", "#3a1008", "#100b0a00"))
    head = place(profile("man", "fedora"), 128, 352, h=300)
    p.fill(head, "#0c0504")
    p.stroke(head, linear(100, 0, 230, 0, "#ffb04a00", "#ffd27a"), 1.6, blur=0.6)
    p.smoke(30, -30, 300, 260, "#d9a27a", 0.55, seed=4)
    stick = line_bar(238, 310, 366, 566, 17)
    p.fill(stick, linear(250, 340, 300, 318, "#7a4a1c", "#f2cf8a"))
    p.fill(limb(234, 300, 12, 246, 326, 9), "#5a0f0a")
    fl = rotate(place(flame(5), 236, 322, h=220), -4, 236, 322)
    p.glow(fl, "#ff8a1c", 28, 3)
    p.fill(fl, linear(0, 110, 0, 322, "#fff0a0", "#ffb81c", "#f25a0c", "#a01c08"))
    p.fill(rotate(place(flame(5), 237, 318, h=140), -4, 236, 322), "#fff3b0", blur=3)
    p.fill(rotate(place(flame(6), 238, 314, h=60), 2, 236, 322), "#2a5ab0", a=0.55, blur=5)
    p.sparks(238, 270, 70, 190, spread=140, start=200)
    with p.turned(-7, 120, 440):
        p.text("THE", 26, 376, 20, "oleo", "#fff0c0", "left")
        p.text("PARAFFIN", 24, 432, 60, "bebas", "#ffc21c", "left", width=250)
        t = move(text_path("ALIBI", "anton", 74), 22, 508)
        p.fill(move(t, 4, 4), "#8a1a0a")
        p.fill(t, "#fff6dc")
    p.tagline(28, 13, "oleo", "#fff0c0", lines=1)
    p.cast_line(532, 2, 10, "oswald", "#ffc21c", x=24, align="left", width=230)
    p.credits(545, "#fff0c090", width=270, x=24, align="left", rows=1, size=6.5)
    p.grain(0.4)
    p.paper(0.15, folds=True)


@poster("cipher-in-winter")
def cipher_in_winter(p):
    """A page of cipher groups; the man is where the type turns red."""
    p.bg("#e9eef0")
    man = place(figure("walk", 1.15, hat="fedora", coat=1.3), 200, 440, h=384)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for row in range(45):
        for col in range(40):
            x, y = 12 + col * 8.9, 42 + row * 9
            inside = man.contains(x, y - 3)
            if col % 6 == 5 and not inside:
                continue
            p.text(p.rng.choice(letters), x, y, 10.5 if inside else 7.5, "courier", "#c8201c" if inside else "#b4c4ce")
    p.fill(poly([(0, 452), (370, 436), (370, 556), (0, 556)]), "#12212e")
    for i in range(8):  # prints in the snow lead out of the message
        x, y = 196 - i * 26, 462 + (i % 2) * 7 + i * 1
        p.fill(oval(x, y, 7, 2.6, -4), "#e9eef0", a=0.9)
        p.fill(oval(x - 9, y + 0.6, 3, 2, -4), "#e9eef0", a=0.9)
    p.snow(90, 2.4, "#ffffff", 1, 0, (0, 0, W, 440))
    p.text("CIPHER", 22, 516, 44, "inter-black", "#ffffff", "left", -0.03)
    p.text("IN WINTER", 348, 516, 30, "inter-light", "#ffffff", "right", -0.02, width=156)
    p.tagline(24, 11, "inter", "#12212e")
    p.fill(rect(22, 523, 326, 2), "#c8201c")
    p.credits(537, "#9fb3c0", rows=2, size=8)
    p.grain(0.25)
    p.paper(0.15)


@poster("the-stairwell-tapes")
def stairwell_tapes(p):
    """Looking down the well until it becomes a reel."""
    p.bg("#1d120b")
    cx, cy = 185, 238
    tones = ["#d9b88a", "#b98a54", "#8f5f34", "#6a4022", "#462813", "#2a170b"]
    for i in range(9):
        k = 0.8**i
        w, h = 250 * k, 310 * k
        frame = rrect(cx - w, cy - h, 2 * w, 2 * h, 46 * k)
        p.fill(frame, tones[min(i, 5)] if i < 6 else mix("#2a170b", "#000000", (i - 5) / 4))
        for s in range(44):  # treads
            a = s / 44 * math.tau + i * 0.35
            x0, y0 = cx + w * 1.1 * math.cos(a), cy + h * 1.1 * math.sin(a)
            with p.clip(frame):
                p.stroke(line([(cx + w * 0.72 * math.cos(a), cy + h * 0.72 * math.sin(a)), (x0, y0)]), "#1d120b", 2.2 * k + 0.4, a=0.55)
        rail = rrect(cx - w * 0.84, cy - h * 0.84, 1.68 * w, 1.68 * h, 40 * k)
        p.stroke(rail, "#0f0805", 6 * k)
        p.stroke(move(rail, -1.5 * k, -2 * k), "#f2dcae", 1.4 * k)
    p.fill(circle(cx, cy, 66), "#000", a=0.6, blur=14)
    p.volume(move(reel(56), cx, cy), "#cfc7b4", "#fffaf0", "#5f574a", depth=3)
    tape = [(cx + 52, cy + 18)]
    for i in range(1, 70):
        t = i / 69
        tape.append((cx + 52 + 70 * t + 26 * math.sin(t * 15) * t, cy + 18 + 190 * t + 10 * math.cos(t * 21)))
    p.stroke(smooth(tape, closed=False), "#120a06", 3.6)
    p.stroke(smooth(tape, closed=False), "#8a5a34", 1.4)
    who = place(figure("lean", 1.0, coat=0.9), 58, 330, h=80)
    p.volume(rotate(who, 24, 58, 330), "#0f0805", "#d9b88a", "#000", depth=1.5)
    p.fill(rect(0, 420, W, 136), linear(0, 404, 0, 446, "#1d120b00", "#1d120b"))
    p.text("the stairwell", 22, 462, 44, "inter-black", "#f2dcae", "left", -0.05)
    p.text("tapes", 22, 502, 44, "inter-black", "#e0692a", "left", -0.05)
    p.tagline(480, 9.5, "inter", "#f2dcae", x=348, align="right", width=190, lines=2)
    p.credits(526, "#c9a474a0", rows=2, width=W - 44)
    p.grain(0.45)


@poster("second-shadow-left")
def second_shadow_left(p):
    """A square from above at five o'clock; one shadow has no owner."""
    p.bg("#f08a2a")
    for pts, col in (([(0, 0), (370, 0), (370, 92), (0, 150)], "#f6b23c"), ([(0, 430), (370, 360), (370, 470), (0, 556)], "#e06a1c")):
        p.fill(cut(pts, p.rng, 3), col)
    people = [(52, 196), (118, 246), (188, 196), (266, 252), (320, 186), (300, 330), (70, 330)]
    shade = figure("walk_front", 1.0, hat="fedora", coat=1.1)
    for i, (x, y) in enumerate(people + [(168, 336)]):
        lone = i == len(people)
        s = scale(place(shade, 0, 0, h=100), 1, -1.2 if not lone else -1.5)
        s = rotate(skew(s, -0.65), 0)
        p.fill(move(s, x, y), "#17120f" if not lone else "#b0141c")
        if not lone:
            p.fill(cut([(x - 9, y - 6), (x + 10, y - 8), (x + 11, y + 6), (x - 8, y + 8)], p.rng, 2), "#17120f")
            p.fill(circle(x, y, 8.5), ["#f4ead6", "#2f6f78", "#f4ead6", "#17120f"][i % 4])
            p.fill(circle(x + 1, y, 4.6), "#17120f" if i % 4 != 3 else "#f4ead6")
    rows = [("SECOND", 22, 54), ("SHADOW", 22, 54), ("LEFT", 22, 54)]
    for i, (word, x, size) in enumerate(rows):
        p.fill(rotate(rough(move(text_path(word, "league", size + 14), x + i * 26, 62 + i * 50), 8, 0.9, i + 3), -3.5, 60, 60), "#17120f")
    p.tagline(512, 12.5, "jost", "#17120f", x=22, align="left")
    p.credits(530, "#17120fb0", rows=2, width=W - 44, x=22, align="left", size=9)
    p.grain(0.25)
    p.paper(0.2)


@poster("quiet-frequency")
def quiet_frequency(p):
    """Stacked traces of one signal: seen from far off they have a face."""

    def picture(q):
        q.bg("#000")
        face(q, 185, 236, 300, skin="#a0a0a0", shade="#000000", light="#ffffff", side=1, hair="#2a2a2a", style="bald", shadow=0.22)
        q.fill(rect(0, 400, W, 160), "#000")

    tone = p.tone_of(picture, 4)
    p.bg(linear(0, 0, 0, H, "#03120f", "#062a26", "#020807"))
    p.fill(oval(185, 230, 190, 220), "#0f6a58", a=0.3, blur=50)
    for i in range(72):
        y = 62 + i * 5.6
        pts = []
        lit = []
        for k in range(125):
            x = k * 3
            b = 1 - tone(min(W - 1, x), min(H - 1, y))
            lit.append(b)
            pts.append((x, y - b * 11 - abs(p.rng.gauss(0, 1)) * (0.25 + b * 1.6)))
        p.fill(poly([(0, y + 9)] + pts + [(W, y + 9)]), "#04140f")
        for k in range(124):  # the louder the signal, the whiter the trace
            p.stroke(line(pts[k : k + 2]), mix("#1c8a70", "#f4fffa", lit[k]), 0.5 + lit[k] * 0.9)
    p.fill(rect(0, 448, W, 108), linear(0, 430, 0, 470, "#02080700", "#020807"))
    dish = union(smooth([(-40, -34, 0), (-18, -6), (18, -6), (40, -34, 0), (0, -28)]), line_bar(0, -10, 0, 20, 4), poly([(-14, 22), (0, 4), (14, 22)]), line_bar(0, -28, 0, -44, 1.5))
    for x, w in ((40, 46), (96, 36), (142, 28), (330, 44), (278, 34), (236, 26)):
        p.fill(rotate(place(dish, x, 470, w=w), 0), "#0f3a32")
    p.text("quiet frequency", 185, 500, 32, "mono", "#d8fff0", tracking=-0.04, width=320)
    p.tagline(516, 10, "mono", "#2fe0b0")
    p.credits(532, "#7fc8b090", rows=2, size=9)
    p.text("1420.405 MHz", 20, 30, 9, "mono", "#2fe0b0", "left")
    p.text("NO CARRIER", 350, 30, 9, "mono", "#2fe0b0", "right")
    p.grain(0.25)


@poster("the-auditor-never-sleeps")
def auditor(p):
    """A ledger page whose figures, by weight, draw the man reading it."""

    def picture(q):
        q.bg("#fff")
        face(q, 190, 222, 330, skin="#8c8c8c", shade="#080808", light="#f4f4f4", side=1, hair="#1a1a1a", style="slick", shadow=0.36)
        q.fill(smooth([(0, 470, 0), (90, 400), (290, 400), (370, 470, 0), (370, 556, 0), (0, 556, 0)]), "#222")
        for s in (-1, 1):
            q.stroke(rrect(190 + s * 51 - 38, 186, 76, 50, 10), "#000", 5)

    tone = p.tone_of(picture, 3)
    p.bg("#dfe6cf")
    for i in range(60):
        p.stroke(line([(0, i * 9.6), (W, i * 9.6)]), "#7fb39a", 0.5, a=0.7)
    for x in (34, 120, 206, 292):
        p.stroke(line([(x, 0), (x, H)]), "#c9675a", 0.7, a=0.7)
    for row in range(64):
        for col in range(66):
            x, y = col * 5.7 + 2, row * 6.9 + 6
            t = tone(x, y - 2)
            p.text(str(p.rng.randrange(10)), x, y, 4.5 + 5 * t, "mono", mix("#9fb3a0", "#0c1a14", t**0.7), a=0.3 + 0.7 * t)
    p.fill(rect(0, 432, W, 124), "#0c1a14")
    p.stroke(rotate(smooth([(92, 212), (120, 168), (180, 160), (206, 210), (160, 246), (104, 236), (88, 200)], closed=False), 0), "#d8201c", 2.6)
    p.stroke(smooth([(206, 214), (250, 262), (310, 282)], closed=False), "#d8201c", 2.6)
    p.text("see body", 300, 304, 24, "reenie", "#d8201c", angle=-8)
    p.stack(["THE AUDITOR", "NEVER SLEEPS"], 24, 446, 322, "oswald", "#dfe6cf", gap=6, maxh=30)
    p.tagline(526, 10, "inter", "#d8201c")
    p.credits(538, "#9fb3a0a0", rows=2, size=7)
    p.grain(0.15)


@poster("the-blue-curtain-affair")
def blue_curtain(p):
    """Sixties caper elegance: everything that matters shows below the hem."""
    p.bg("#f6e7c9")
    p.fill(rect(0, 402, W, 154), "#f2c23e")
    for i in range(12):
        for k in range(4):
            if (i + k) % 2:
                x, y = i * 36 - 20, 402 + k * 15
                p.fill(poly([(x, y), (x + 36, y), (x + 30, y + 15), (x - 6, y + 15)]), "#d9542c")
    # shoes, a hem of mink, a cigar still smoking, a dropped glove
    for x, tone in ((82, "#17131a"), (112, "#17131a")):
        p.fill(rect(x - 5, 372, 12, 34), "#2a2630")
        p.fill(smooth([(x - 8, 402, 0), (x - 7, 416, 0), (x + 22, 416, 0), (x + 20, 408), (x + 8, 402, 0)]), tone)
    for x in (214, 238):
        p.fill(limb(x, 374, 6, x + 2, 400, 4), "#eab48a")
        p.fill(union(smooth([(x - 3, 396, 0), (x + 6, 396, 0), (x + 26, 414), (x + 28, 418, 0), (x + 8, 416), (x - 1, 406, 0)]), poly([(x - 2, 402), (x + 1, 402), (x, 420), (x - 2, 420)])), "#c3183c")
    with p.turned(84, 312, 410):
        p.fill(limb(318, 398, 5, 322, 352, 9), "#17131a")
    p.fill(smooth([(318, 420, 0), (330, 404), (350, 402), (372, 410, 0), (372, 420, 0)]), "#17131a")
    for i in range(10):  # the folds
        x = i * 38 - 6
        fold = smooth([(x, 66, 0), (x + 38, 66, 0), (x + 40 + p.rng.uniform(-4, 4), 240), (x + 39, 390 + p.rng.uniform(-5, 5), 0), (x + 19, 400), (x - 1, 390, 0), (x - 2 + p.rng.uniform(-4, 4), 240)])
        p.fill(fold, linear(x, 0, x + 38, 0, "#0d2f86", "#2f6fe0", "#1a4bb8", "#0a2468"))
    for x, lean in ((96, 1), (226, -1)):  # bodies press the cloth from behind
        bulge = smooth([(x - 24, 380, 0), (x - 30, 240), (x - 16, 180), (x + 4, 130), (x + 24, 180), (x + 34, 240), (x + 28, 380, 0)])
        p.fill(bulge, linear(x - 30, 0, x + 34, 0, "#0a246800", "#6fa4ff66", "#0a246800"), blur=6)
    # somebody has parted it just far enough
    slit = smooth([(92, 128, 0), (112, 170), (114, 226), (100, 300, 0), (84, 226), (80, 170)])
    p.fill(slit, "#060d22")
    with p.clip(slit):
        p.fill(oval(98, 178, 22, 26), "#c98a5a")
        p.fill(rect(60, 140, 80, 20), "#17131a")
        white, iris, pupil, lid = (move(q, 98, 178) for q in eye(22, 1.2))
        p.fill(white, "#fff")
        p.fill(pupil, "#17131a")
        p.stroke(lid, "#17131a", 2)
    p.stroke(smooth([(92, 128), (80, 170), (84, 226), (100, 300)], closed=False), "#7fb0ff", 2)
    p.fill(rrect(98, 228, 46, 10, 2), "#17131a")
    p.fill(circle(144, 233, 4), "#000")
    for k in range(4):
        p.volume(oval(98, 224 + k * 7, 13, 4.6), "#eab48a", "#ffe0c0", "#9a5a34", depth=2)
    p.fill(rect(0, 52, W, 16), "#b8862a")
    for x in range(8, W, 24):
        p.stroke(circle(x, 62, 9), "#f2d67a", 2.6)
    p.fill(union(limb(372, 240, 19, 336, 250, 16)), "#17131a")
    p.fill(union(limb(338, 249, 12, 328, 250, 12)), "#fff")
    p.fill(union(limb(326, 250, 9, 302, 244, 7), limb(304, 238, 4, 294, 226, 3)), "#eab48a")
    glass = union(poly([(272, 190), (316, 190), (294, 224)]), rect(292.6, 222, 3, 36), oval(294, 259, 15, 3))
    p.fill(glass, "#ffffff", a=0.8)
    p.fill(poly([(276, 197), (312, 197), (294, 224)]), "#f2c23e")
    p.fill(circle(296, 203, 4.6), "#7fa02c")
    p.text("The", 20, 42, 30, "kaushan", "#c3183c", "left")
    p.text("BLUE CURTAIN", 72, 42, 37, "abril", "#0d2f86", "left", width=278)
    p.text("Affair", 34, 506, 74, "kaushan", "#c3183c", "left")
    p.tagline(476, 11.5, "playfair-italic", "#17131a", x=350, align="right", width=150, lines=3)
    p.credits(532, "#17131aa0", rows=2, size=9)
    p.grain(0.25)
    p.paper(0.15)


@poster("forty-floors-down")
def forty_floors(p):
    """The shaft in one-point perspective, cable cut."""
    p.bg("#07090d")
    cx, cy = 196, 300
    for i in range(16):
        k = 0.82**i
        w, h = 260 * k, 360 * k
        lit = mix("#ff8a3a", "#2a4054", min(1, (15 - i) / 12))
        p.fill(poly([(cx - w, cy - h), (cx + w, cy - h), (cx + w, cy + h), (cx - w, cy + h)]), mix(lit, "#000000", 0.25 if i % 2 else 0.0))
        p.stroke(rect(cx - w, cy - h, 2 * w, 2 * h), "#04060a", 3.5 * k + 0.4)
        for s in (-1, 1):  # doors on each side and lamps
            x0 = cx + s * w
            p.fill(poly([(x0, cy - h * 0.34), (cx + s * w * 0.84, cy - h * 0.3), (cx + s * w * 0.84, cy + h * 0.3), (x0, cy + h * 0.34)]), "#04060a", a=0.7)
            p.fill(circle(cx + s * w * 0.95, cy - h * 0.5, 4 * k), "#ffca5a")
    p.explosion(cx, cy, 36)
    p.glow(circle(cx, cy, 26), "#ff8a2a", 34, 3)
    for dx in (-22, 22, -8):
        p.stroke(line([(cx + dx * 4.2, -10), (cx + dx * 0.4, cy - 6)]), "#c9d2da", 1.6)
    whip = smooth([(240, -10), (262, 60), (220, 110), (268, 166), (250, 210)], closed=False)
    p.stroke(whip, "#04060a", 5)
    p.stroke(whip, "#c9d2da", 2.4)
    p.sparks(250, 208, 60, 80)
    hero = rotate(place(figure("hang", 1.15), 104, 330, h=252), 12, 104, 160)
    p.volume(hero, "#101820", "#ffa25a", "#030507", angle=35, depth=4)
    for x0, x1, y in ((112, 99, 80), (152, 144, 88)):  # he has hold of the two live cables
        p.stroke(line([(x0, -6), (x1, y)]), "#c9d2da", 2.4)
    p.streaks(40, "#ffd9a0", 0, 420, 0.4, (40, 120), (0.5, 1.4), angle=90)
    p.fill(rect(0, 398, W, 158), linear(0, 378, 0, 430, "#07090d00", "#07090d"))
    panel = rrect(24, 420, 84, 66, 4)
    p.fill(panel, "#1a0505")
    p.stroke(panel, "#5a6a78", 2)
    p.text("40", 62, 476, 58, "pixel", "#ff2a1c")
    p.glow(move(text_path("40", "pixel", 58), 38, 476), "#ff2a1c", 6, 1)
    p.fill(poly([(92, 462), (102, 462), (97, 474)]), "#ff2a1c")
    p.text("FORTY FLOORS", 118, 450, 39, "teko", "#f4f6f8", "left", width=230)
    p.text("DOWN", 118, 487, 48, "teko", "#ff7a2c", "left", 0.32, width=230)
    p.tagline(506, 11, "jost", "#c9d2da")
    p.credits(524, "#c9d2da90")
    p.fill(rect(0, 0, W, 70), linear(0, 0, 0, 70, "#07090df0", "#07090d00"))
    p.cast_line(26, 2, 13, "oswald", "#f4f6f8", sep="        ")
    p.grain(0.25)


@poster("the-wrong-snow")
def wrong_snow(p):
    """Almost nothing: tracks go out, and none come back."""
    p.bg("#f3f5f6")
    p.fill(rect(0, 0, W, 190), linear(0, 0, 0, 190, "#c9d3da", "#f3f5f6"))
    p.texture("#b4c2cc", 70, 5, 0.5, 0.95, 0.35, stretch=2)
    for x, h in ((22, 60), (44, 40), (66, 72), (300, 50), (330, 78), (352, 44)):
        p.fill(place(pine(7, int(x)), x, 196, h=h), "#8a9aa6", a=0.6, blur=0.8)
    body, glass, wheels = car("sedan")
    at = lambda q: move(scale(q, 0.5), 172, 266)  # noqa: E731
    p.fill(at(wheels), "#1c262c")
    p.volume(at(body), "#3d5a6c", "#9fb8c6", "#22323c", angle=-90, depth=2)
    p.fill(at(glass), "#dfe8ec")
    p.fill(smooth([(206, 233, 0), (214, 228), (234, 228), (244, 236, 0), (224, 235)]), "#ffffff")
    p.fill(smooth([(164, 270, 0), (180, 260), (220, 263), (260, 258), (282, 270, 0)]), "#f6f8f9")
    for i in range(24):
        t = i / 23
        x = 214 - 104 * t + 40 * math.sin(t * 4)
        y = 274 + 176 * t**1.3
        k = 1.2 + 5 * t
        s = 1 if i % 2 else -1
        p.fill(oval(x + s * k * 1.1, y, k * 0.5, k, 24), "#9fb0bc")
        p.fill(oval(x + s * k * 1.1 + 0.6, y + 0.8, k * 0.36, k * 0.8, 24), "#76899a")
    # the last print is not a boot
    p.fill(splatter(118, 464, 17, p.rng, 46), "#b3121c")
    p.fill(oval(150, 476, 30, 5), "#b3121c", a=0.14, blur=4)
    p.snow(240, 3.2, "#ffffff", 1, 0.6)
    p.text("the wrong snow", 350, 74, 37, "playfair", "#26323a", "right", -0.01)
    p.tagline(96, 11, "caslon", "#5a6a76", x=350, align="right")
    p.credits(522, "#26323aa0", width=W - 40, x=350, align="right")
    p.grain(0.18)


@poster("passport-of-ashes")
def passport_of_ashes(p):
    """A travel document with the middle burned out of it."""
    p.bg("#1f2a2e")
    p.texture("#0d1416", 50, 5, 0.3, 0.9, 0.8)
    with p.turned(-5, 185, 250):
        page = rect(46, 58, 282, 366)
        p.shadow(page, 10, 12, 10, 0.7)
        p.fill(page, "#e6d8b4")
        for i in range(22):  # guilloche
            pts = [(46 + k * 4, 70 + i * 17 + 6 * math.sin(k * 0.22 + i * 0.8)) for k in range(72)]
            p.stroke(line(pts), "#8fae9a", 0.6, a=0.7)
        p.text("PASSPORT · PASSEPORT", 186, 88, 15, "caslon", "#26463c", tracking=0.12)
        photo = rect(66, 112, 140, 176)
        p.fill(photo, linear(66, 0, 206, 0, "#9a9484", "#cdc6b0"))
        with p.clip(photo):
            face(p, 138, 198, 124, skin="#b9ae98", shade="#2a2620", light="#efe6d0", side=1, hair="#1a1814", style="slick", shadow=0.4)
            p.fill(smooth([(62, 300, 0), (84, 268), (118, 258), (136, 276), (156, 258), (190, 268), (212, 300, 0)]), "#2a2620")
        p.stroke(photo, "#fff8e4", 4)
        for i, s in enumerate(("Name", "Né le", "Profession", "Domicile", "Visage")):
            p.text(s, 218, 130 + i * 33, 8, "caslon", "#26463c", "left")
            p.text(["————", "4. XI. 1911", "négociant", "Port Ostrava", "ovale"][i], 218, 143 + i * 33, 11, "courier", "#1a1814", "left")
        stamp = group(ring(226, 346, 44, 3), ring(226, 346, 32, 1.4), p.arc_text_path("CONTRÔLE · FRONTIÈRE", 226, 346, 35, -90, 8, "oswald", 0.12))
        p.fill(rotate(stamp, -16, 226, 346), "#a3262c", a=0.75)
        p.text("ANNULÉ", 150, 388, 40, "stencil", "#a3262c", a=0.75, angle=-12)
        # the burn takes the eyes and the name
        pts = []
        for i in range(48):
            a = i / 48 * math.tau
            r = 54 + 16 * math.sin(a * 3 + 1) + p.rng.uniform(-9, 9)
            pts.append((176 + r * 1.35 * math.cos(a), 176 + r * 0.72 * math.sin(a)))
        hole = smooth(pts)
        p.fill(scale(hole, 1.28, cx=176, cy=176), "#6a3c14", a=0.75, blur=8)
        p.fill(scale(hole, 1.1, cx=176, cy=176), "#1a0c06", blur=3)
        p.fill(hole, "#0a0e10")
        p.stroke(hole, "#ff7a1c", 2.6, blur=1.6)
        p.stroke(hole, "#ffd27a", 0.9)
        corner = smooth([(338, 440, 0), (340, 330, 0), (318, 344), (306, 378), (270, 392), (246, 440, 0)])
        p.fill(scale(corner, 1.12, cx=340, cy=440), "#3a1c0a", blur=5)
        p.fill(corner, "#1b2529")
        p.stroke(smooth([(332, 330), (318, 344), (306, 378), (270, 392), (246, 430)], closed=False), "#ff8a2a", 2, blur=0.8)
    for _ in range(70):
        x, y = p.rng.gauss(200, 90), p.rng.uniform(10, 420)
        p.fill(rotate(rect(x, y, p.rng.uniform(1, 5), p.rng.uniform(1, 3)), p.rng.uniform(0, 90), x, y), p.rng.choice(["#0a0e10", "#ff8a2a", "#5a5650"]))
    p.smoke(90, -40, 260, 260, "#cfd6d4", 0.35, seed=6)
    p.text("PASSPORT", 24, 484, 50, "playfair-black", "#e6d8b4", "left", width=322)
    p.text("of Ashes", 346, 516, 40, "playfair-italic", "#ff8a2a", "right")
    p.tagline(508, 10, "caslon", "#e6d8b4", x=24, align="left", width=170, lines=2)
    p.credits(541, "#e6d8b490", rows=1, size=8)
    p.grain(0.35)


@poster("nocturne-for-a-locksmith")
def nocturne(p):
    """A keyboard whose black keys open doors."""
    p.bg("#0f1b3a")
    p.texture("#1f3a78", 90, 4, 0.3, 0.9, 0.7)
    p.fill(circle(298, 104, 54), "#f2e6b8")
    p.fill(move(keyhole(50), 298, 132), "#0f1b3a")
    p.stars(70, (0, 20, W, 240), "#f2e6b8", 1.2)
    for i in range(8):
        x = -8 + i * 48.5
        p.fill(rrect(x, 226, 46, 340, 4), linear(0, 226, 0, 470, "#cfc39a", "#f6efd8"))
        p.fill(rect(x + 42, 226, 4, 330), "#8a8468", a=0.5)
    for x in (40, 88, 186, 234, 282):
        k = move(scale(key("new"), 1.05, 1.65), x, 390)
        p.fill(move(k, 5, 5), "#0f1b3a", a=0.35, blur=3)
        p.fill(k, "#0c1226")
        p.stroke(move(line([(x - 3, 290), (x - 3, 380)]), 0, 0), "#6f86c0", 1, a=0.8)
    red = move(scale(key("new"), 1.05, 1.75), 331, 418)
    p.fill(move(red, 4, 5), "#0f1b3a", a=0.35, blur=3)
    p.fill(red, "#c2311f")
    p.fill(smooth([(296, 560, 0), (300, 470), (318, 434), (344, 424), (362, 440), (372, 470), (376, 560, 0)]), "#0c1226")
    p.fill(limb(336, 440, 9, 330, 404, 6), "#0c1226")
    p.text("nocturne", 22, 92, 42, "abril", "#f2e6b8", "left")
    p.text("for a", 24, 122, 22, "playfair-italic", "#f2e6b8", "left")
    p.text("locksmith", 22, 164, 42, "abril", "#f2e6b8", "left")
    p.tagline(196, 11, "playfair-italic", "#d9c98f", x=24, align="left")
    p.fill(rrect(14, 456, 270, 46, 3), "#ece3c4")
    p.credits(468, "#0f1b3ad0", width=262, x=20, align="left", rows=4, size=9)
    p.grain(0.35)
    p.paper(0.18)


@poster("the-man-who-counted-windows")
def counted_windows(p):
    """Every pane but one, and a pair of field glasses."""
    p.bg("#14181f")
    with p.turned(-8, 185, 250):
        for row in range(19):
            for col in range(13):
                x, y = -40 + col * 36, -40 + row * 33
                tone = p.rng.choice(["#f4c23a", "#f4c23a", "#f7d976", "#e8a02c"])
                win = rect(x, y, 25, 23)
                p.fill(win, tone)
                kind = p.rng.random()
                with p.clip(win):
                    if kind < 0.16:
                        p.fill(place(figure(p.rng.choice(["stand", "reach", "lean", "akimbo"]), 1, hair=p.rng.choice([None, "bob"])), x + p.rng.uniform(7, 18), y + 36, h=33), "#3a2408")
                    elif kind < 0.34:
                        p.fill(poly([(x, y), (x + 10, y), (x + 5, y + 23), (x, y + 23)]), "#c8702a")
                        p.fill(poly([(x + 25, y), (x + 15, y), (x + 20, y + 23), (x + 25, y + 23)]), "#c8702a")
                    elif kind < 0.48:
                        for k in range(0, 12, 3):
                            p.fill(rect(x, y + k, 25, 1.6), "#8a4f14")
                    elif kind < 0.55:
                        p.fill(poly([(x + 8, y + 12), (x + 18, y + 12), (x + 15, y + 5), (x + 11, y + 5)]), "#c2311f")
                p.stroke(line([(x + 12.5, y), (x + 12.5, y + 23)]), "#14181f", 1.3)
        dark = rect(-40 + 7 * 36, -40 + 8 * 33, 25, 23)
        p.fill(dark, "#14181f")
    bx, by = 225, 232
    p.stroke(circle(bx, by, 36), "#c2311f", 3.4)
    for a in (0, 90, 180, 270):
        t = math.radians(a)
        p.stroke(line([(bx + 29 * math.cos(t), by + 29 * math.sin(t)), (bx + 46 * math.cos(t), by + 46 * math.sin(t))]), "#c2311f", 2.4)
    watcher = union(place(profile("man", "fedora"), 100, 470, h=190), rotate(rrect(136, 350, 44, 24, 5), -12, 150, 362), rotate(rrect(168, 345, 22, 30, 4), -12, 150, 362))
    p.fill(watcher, "#080a0e")
    p.stroke(watcher, linear(90, 0, 200, 0, "#f4c23a00", "#f4c23a"), 1.4, a=0.9)
    p.fill(smooth([(-10, 570, 0), (0, 452), (50, 420), (130, 424), (196, 470), (214, 570, 0)]), "#080a0e")
    p.fill(poly([(0, 428), (370, 400), (370, 556), (0, 556)]), "#080a0e")
    p.text("THE MAN WHO", 24, 456, 22, "josefin", "#f7d976", "left", 0.12)
    p.text("COUNTED", 24, 488, 37, "alfaslab", "#f7d976", "left", 0.0)
    p.text("WINDOWS", 346, 518, 37, "alfaslab", "#c2311f", "right", 0.0)
    p.tagline(538, 11.5, "josefin", "#f7f0dc")
    p.credits(550, "#f7f0dc80", rows=1, size=7)
    p.grain(0.35)


@poster("undertow-clause")
def undertow_clause(p):
    """Above the signature a contract; under it the sea."""
    p.bg("#f2efe6")
    p.text("AGREEMENT", 185, 56, 17, "caslon", "#22303a", tracking=0.3)
    y = 76
    while y < 188:
        x = 40
        end = 330 if (y // 9) % 5 else 210
        while x < end:
            w = min(p.rng.uniform(8, 34), end - x)
            p.fill(rect(x, y, w, 3), "#22303a", a=0.75)
            x += w + 4
        y += 9
    p.stroke(line([(150, 226), (334, 226)]), "#22303a", 0.8)
    p.text("sign here", 154, 236, 7, "caslon", "#22303a", "left")
    p.text("R. Thornquist", 240, 222, 40, "greatvibes", "#1a3f8a")
    bands = sea(W, 250, 60, 3, 7, 5)
    p.fill(bands[0], linear(0, 244, 0, H, "#5fb0bc", "#14586f", "#04202f", "#020c14"))
    p.fill(group(rect(0, 300, W, 260)), linear(0, 290, 0, H, "#2a839a00", "#0b4058", "#020c14"))
    p.stroke(smooth([(x, 252 + 4 * math.sin(x * 0.05)) for x in range(-10, 391, 16)], closed=False), "#ffffff", 2, a=0.7)
    # ink runs down from the pen stroke like kelp
    for x in (196, 222, 250, 284, 300):
        pts = [(x, 228)] + [(x + 10 * math.sin(k * 0.9 + x), 228 + k * p.rng.uniform(16, 24)) for k in range(1, 9)]
        p.stroke(smooth(pts, closed=False), linear(0, 226, 0, 420, "#1a3f8a", "#1a3f8a00"), 2.2)
    p.rays(180, 180, "#e6fbff", n=14, r=380, a=0.4, spread=90, start=45, jitter=0.7, blur=5, blend="screen")
    man = rotate(place(figure("fall", 1.05), 158, 456, h=170), 172, 158, 380)
    p.volume(man, "#0a1820", "#7fc8d4", "#02080c", angle=-90, depth=4)
    p.fill(rotate(union(rrect(246, 428, 50, 34, 3), minus(rrect(260, 420, 22, 12, 3), rrect(263, 423, 16, 12, 2))), 24, 270, 444), "#071219")
    for i in range(7):
        sheet = poly([(0, 0), (22, 4), (20, 30), (-2, 26)])
        p.fill(move(rotate(sheet, p.rng.uniform(-60, 60)), p.rng.uniform(30, 340), p.rng.uniform(300, 450)), "#e6f2f2", a=0.6)
    for _ in range(40):
        p.stroke(circle(p.rng.gauss(160, 40), p.rng.uniform(256, 420), p.rng.uniform(0.8, 3.2)), "#e6fbff", 0.7, a=0.7)
    p.text("UNDERTOW", 185, 492, 52, "bodoni", "#f2efe6", width=326)
    p.text("C L A U S E", 185, 515, 19, "bodoni", "#7fd0dc", tracking=0.3)
    p.tagline(30, 10.5, "caslon", "#22303a")
    p.credits(530, "#c9e6ea90", rows=2, size=9)
    p.grain(0.22)


@poster("redacted-summer")
def redacted_summer(p):
    """A holiday snap, cleared for release."""
    p.bg("#ecebe4")
    photo = rect(26, 28, 318, 372)
    with p.clip(photo):
        p.fill(photo, linear(0, 28, 0, 400, (0, "#5fc4e0"), (0.46, "#d8f0e8"), (0.47, "#2a9ab4"), (0.66, "#7fd8cc"), (0.68, "#f4d9a0"), (1, "#e8b96a")))
        p.fill(circle(284, 88, 30), "#fff6d0")
        p.glow(circle(284, 88, 34), "#fff0b0", 24)
        for i, b in enumerate(sea(W, 210, 62, 5, 3, 2)):
            p.fill(b, mix("#2a9ab4", "#8fe0d0", i / 4), a=0.5)
        p.fill(smooth([(0, 282, 0), (120, 274), (240, 286), (370, 272, 0), (370, 420, 0), (0, 420, 0)]), linear(0, 274, 0, 400, "#f6dfae", "#e0aa58"))
        friends = [(84, 352, 168, "akimbo", "#d9442c", 0, None), (142, 360, 178, "stand", "#f2b42c", 1.2, "long"), (204, 354, 170, "arms_out", "#2a5ab0", 0, None), (276, 362, 176, "shout", "#e86a8a", 1.1, "bob")]
        for x, y, h, pose, col, sk, hair in friends:
            who = place(figure(pose, 0.95, skirt=sk, hair=hair), x, y, h=h)
            p.fill(oval(x + 34, y + 4, 46, 5), "#8a5a1c", a=0.4, blur=3)
            p.volume(who, "#c98a5a", "#ffd9a8", "#6a3a1c", angle=-40, depth=3)
            bx, by, bw, bh = bounds(who)
            with p.clip(who):
                p.fill(rect(x - 40, y - h * 0.78, 80, h * (0.62 if sk else 0.36)), col, a=0.95)
        ball = circle(316, 372, 20)
        p.fill(ball, "#fff")
        for i in range(3):
            p.fill(wedge(316, 372, 20, i * 120, 60), ["#d9442c", "#2a5ab0", "#f2b42c"][i])
        p.fill(rect(26, 28, 318, 372), "#ffb46a", a=0.16, blend="soft")
    p.stroke(photo, "#fff", 7)
    for x, y, w in ((84, 200, 42), (142, 194, 44), (206, 198, 42), (278, 200, 44)):
        p.fill(rect(x - w / 2, y - 9, w, 17), "#0a0a0a")
    for y, x0, w in ((326, 34, 60), (54, 38, 120), (74, 38, 70)):
        p.fill(rect(x0, y, w, 13), "#0a0a0a")
    p.fill(rect(26, 418, 188, 42), "#0a0a0a")
    p.text("REDACTED", 30, 455, 44, "courier", "#2a2a28", "left", width=180)
    p.text("summer", 222, 455, 44, "courier", "#0a0a0a", "left", -0.02, width=124)
    p.text("We had the time of our", 30, 484, 12, "courier", "#0a0a0a", "left")
    p.fill(rect(202, 474, 52, 13), "#0a0a0a")
    p.text("RELEASED UNDER SECTION 9(c)", 344, 413, 7, "courier", "#b3121c", "right")
    p.credits(508, "#0a0a0ab0", rows=3, size=10)
    p.fill(rect(188, 500, 66, 9), "#0a0a0a")
    p.fill(rect(60, 523, 90, 9), "#0a0a0a")
    p.grain(0.2)


@poster("shadow-stairs")
def shadow_stairs(p):
    """Concrete, noon, and one step more than the stairs have."""
    p.bg("#d9d4ca")
    p.texture("#b4aea2", 40, 5, 0.4, 0.9, 0.6)
    steps = 11
    pts = [(W, 556), (0, 556), (0, 520)]
    x, y = 0, 520
    for i in range(steps):
        nx, ny = x + 34, y - 40
        pts += [(x, ny), (nx, ny)]
        x, y = nx, ny
    mass = poly(pts)
    p.fill(mass, "#8b867c")
    p.texture("#6a665e", 30, 5, 0.4, 0.9, 0.7, clip=mass)
    for i in range(steps):  # sunlit treads
        p.fill(rect(i * 34, 480 - i * 40, 34, 5), "#f3efe6")
        p.fill(rect(i * 34, 480 - i * 40 + 5, 2.4, 36), "#5d594f")
    # the shadow starts at her feet and is already at the top
    shade = place(figure("walk", 1.0, skirt=0.9, hair="bob"), 92, 401, h=350)
    with p.clip(mass, inverse=True):
        p.fill(skew(shade, -0.62, 0, 92, 401), "#1a1a1c", a=0.88, blur=0.6)
    who = place(figure("walk", 0.95, skirt=0.9, hair="bob"), 84, 401, h=74)
    p.fill(who, "#d6281f")
    p.fill(move(text_path("그림자", "noto-kr", 66), 24, 92), "#1a1a1c")
    p.fill(move(text_path("계단", "noto-kr", 66), 24, 164), "#1a1a1c")
    p.text("SHADOW STAIRS", 27, 190, 11, "inter", "#1a1a1c", "left", 0.3)
    p.tagline(502, 10.5, "inter", "#f3efe6", x=346, align="right")
    p.credits(522, "#f3efe6b0", width=320, x=346, align="right", rows=2)
    p.grain(0.25)
    p.vignette(0.3)


@poster("silence-of-the-lighthouse-keeper")
def lighthouse_keeper(p):
    """Linocut: the headland is a man with a light in his mouth's place."""
    p.bg("#eef0ea")
    sky = rect(14, 14, W - 28, 420)
    p.fill(sky, "#2457a8")
    with p.clip(sky):
        p.rays(268, 236, "#eef0ea", n=30, r=430, a=0.9, duty=0.25, jitter=0.5, fade=False)
        p.fill(circle(268, 236, 62), "#2457a8")
        head = place(profile("heavy", None), 130, 452, h=370)
        p.fill(head, "#0c1d3c")
        with p.clip(head):  # gouge marks follow the form
            for _ in range(120):
                x, y = p.rng.uniform(40, 270), p.rng.uniform(90, 440)
                ln = p.rng.uniform(8, 34)
                a = math.atan2(y - 260, x - 130) + math.pi / 2
                p.stroke(line([(x, y), (x + ln * math.cos(a), y + ln * math.sin(a))]), "#eef0ea", p.rng.uniform(0.6, 2), a=0.9 if x > 150 else 0.35)
        beard = smooth([(70, 330, 0), (120, 352), (180, 342), (226, 330), (242, 372), (222, 430), (170, 470), (90, 470), (60, 400)])
        p.fill(beard, "#eef0ea")
        for i in range(60):
            x, y = p.rng.uniform(70, 234), p.rng.uniform(344, 440)
            p.stroke(smooth([(x, y), (x + 5, y + 12), (x + 1, y + 26)], closed=False), "#0c1d3c", 1.4)
        cap = smooth([(32, 176, 0), (44, 108), (130, 72), (214, 104), (226, 160, 0), (290, 172, 0), (232, 186), (130, 170)])
        p.fill(cap, "#0c1d3c")
        p.fill(rect(40, 150, 190, 10), "#eef0ea")
        p.fill(oval(196, 214, 15, 7, -6), "#eef0ea")
        p.fill(circle(200, 214, 5), "#0c1d3c")
        tower, lamp = lighthouse()
        p.fill(place(group(tower, lamp), 268, 350, h=124), "#eef0ea")
        p.fill(circle(268, 240, 8), "#d8301c")
    for i, b in enumerate(sea(W, 400, 60, 3, 12, 7)):
        with p.clip(rect(14, 14, W - 28, 428)):
            p.fill(b, ["#eef0ea", "#2457a8", "#eef0ea"][i])
    p.title("Η σιωπή του φαροφύλακα", 24, 452, 322, 56, font="noto", paint="#0c1d3c", lines=["Η σιωπή του", "φαροφύλακα"])
    p.tagline(524, 11, "caslon", "#2457a8")
    p.credits(537, "#0c1d3cb0", rows=2, size=7)
    p.grain(0.3)
    p.paper(0.2)


@poster("a-hole-in-the-map")
def hole_in_the_map(p):
    """Contour lines, and a place somebody removed with scissors."""
    p.bg("#e4e6d2")
    field = fbm(370, 556, 150, 4, 77)
    levels = 18
    lines_ = np.abs((field * levels) % 1 - 0.5) * 2
    p.array(np.clip((lines_ - 0.86) * 9, 0, 1), "#9a7a4c")
    p.array(np.clip((0.36 - field) * 12, 0, 1) * 0.55, "#7fb4c4")
    p.array(np.clip((field - 0.6) * 5, 0, 1) * 0.4, "#8fb07a")
    for k in range(1, 8):
        p.stroke(line([(k * 48, 0), (k * 48, H)]), "#4a6a8a", 0.4, a=0.7)
        p.text(str(40 + k), k * 48 + 2, 10, 6, "inter", "#4a6a8a", "left")
    for k in range(1, 12):
        p.stroke(line([(0, k * 48), (W, k * 48)]), "#4a6a8a", 0.4, a=0.7)
    p.stroke(smooth([(-10, 470), (70, 420), (120, 440), (200, 400), (280, 430), (380, 360)], closed=False), "#c2401c", 3)
    p.stroke(smooth([(-10, 470), (70, 420), (120, 440), (200, 400), (280, 430), (380, 360)], closed=False), "#f6e2b0", 1.4)
    hole = poly([(92, 112), (150, 88), (232, 96), (290, 132), (304, 204), (286, 282), (240, 336), (168, 350), (104, 322), (70, 258), (66, 176)])
    p.fill(move(hole, 0, 0), "#000")
    with p.clip(hole):
        p.fill(hole, linear(0, 90, 0, 350, "#5d7472", "#23383a", "#081012"))
        p.fill(move(place(forest(300, 170, 5, 10), 185, 300, w=320), 0, 0), "#2f4a4a", blur=1.2)
        p.fog(170, 130, "#b9cac4", 0.7)
        p.fill(place(forest(300, 240, 9, 7), 185, 372, w=340), "#0a1618")
        p.fill(poly([(176, 240), (196, 240), (240, 360), (130, 360)]), "#b9cac4", a=0.35, blur=6)
        p.fill(place(figure("stand", 0.95, coat=1.2), 186, 318, h=58), "#020506")
        # the paper's edge throws a shadow into the gap
        p.fill(minus(rect(0, 0, W, H), move(hole, 9, 12)), "#000", a=0.7, blur=6)
    p.stroke(hole, "#fbfbf0", 2.4)
    flap = poly([(286, 282), (304, 204), (338, 262), (318, 300)])
    p.shadow(flap, 4, 6, 4)
    p.fill(flap, linear(286, 240, 338, 280, "#c9c8b4", "#fbfbf0"))
    blades = group(line_bar(318, 356, 262, 306, 6), line_bar(330, 344, 284, 288, 6), circle(322, 352, 4))
    loops = group(outline(circle(334, 372, 14), 5), outline(circle(350, 352, 14), 5))
    for part in (blades, loops):
        p.shadow(part, 4, 5, 3)
        p.volume(part, "#9aa0a4", "#ffffff", "#33383c", depth=2)
    p.text("A HOLE", 22, 428, 60, "archivo", "#16242a", "left", -0.03)
    p.text("IN THE MAP", 22, 474, 46, "archivo", "#16242a", "left", -0.03)
    p.tagline(494, 11, "inter", "#c2401c", x=24, align="left")
    p.credits(514, "#16242ab0", width=W - 44, x=24, align="left")
    p.grain(0.15)


@poster("deepwire")
def deepwire(p):
    """A sea-floor cable in section, and the thing at the other end of it."""
    p.bg(linear(0, 0, 0, H, "#0a2a4a", "#041226", "#010409"))
    p.rays(185, -40, "#4aa4ff", n=12, r=360, a=0.35, spread=80, start=50, jitter=0.7, blur=6, blend="screen")
    for i in range(160):
        p.fill(circle(p.rng.uniform(0, W), p.rng.uniform(0, H), p.rng.uniform(0.3, 1.2)), "#9fd0ff", a=p.rng.uniform(0.1, 0.6))
    cable = poly([(168, -10), (202, -10), (214, 250), (156, 250)])
    p.fill(cable, linear(156, 0, 214, 0, "#02060c", "#2a4a6a", "#0a1626", "#01030a"))
    for y in range(-30, 260, 9):
        p.stroke(line([(150, y + 16), (220, y)]), "#01030a", 2, a=0.6)
    cx, cy = 185, 322
    for r, c0, c1 in ((132, "#1a2632", "#05080c"), (118, "#c9ccd0", "#3a4048"), (104, "#0a0e14", "#16202c"), (90, "#f2a23a", "#8a4a10"), (72, "#0a0e14", "#101822"), (58, "#e8eef2", "#6a7886")):
        p.fill(circle(cx, cy, r), radial(cx - r * 0.4, cy - r * 0.5, r * 1.6, c0, c1))
    for i in range(28):
        t = i / 28 * math.tau
        p.volume(circle(cx + 111 * math.cos(t), cy + 111 * math.sin(t), 10), "#8a9098", "#f4f8fb", "#20262c", depth=3)
    for i in range(22):
        t = i / 22 * math.tau
        p.volume(circle(cx + 81 * math.cos(t), cy + 81 * math.sin(t), 9.5), "#c97a24", "#ffe0a0", "#5a2a06", depth=3)
    p.fill(circle(cx, cy, 56), radial(cx, cy, 56, "#00e5ff", "#0a5a8a", "#02101c"))
    for i in range(60):
        t = i / 60 * math.tau
        p.stroke(line([(cx + 20 * math.cos(t), cy + 20 * math.sin(t)), (cx + p.rng.uniform(42, 54) * math.cos(t), cy + p.rng.uniform(42, 54) * math.sin(t))]), "#9ff4ff", 0.9, a=0.7)
    p.fill(oval(cx, cy, 9, 27), "#000")
    p.fill(circle(cx + 12, cy - 20, 6), "#fff", a=0.9)
    p.glow(circle(cx, cy, 50), "#00c8ff", 40, 2)
    sub = union(oval(70, 150, 24, 11), rect(60, 132, 16, 12), oval(46, 150, 5, 9))
    p.fill(sub, "#01050c")
    p.fill(circle(84, 149, 4), "#ffe9a0")
    p.fill(poly([(92, 146), (92, 153), (168, 190), (168, 168)]), linear(92, 0, 168, 0, "#ffe9a088", "#ffe9a000"))
    p.text("DEEPWIRE", 185, 504, 48, "unbounded", "#e8fbff", tracking=0.02, width=332)
    p.text("DEEPWIRE", 185, 504, 48, "unbounded", linear(0, 470, 0, 506, "#00e5ff00", "#00e5ffaa"), tracking=0.02, width=332)
    p.tagline(522, 11, "inter-light", "#7fd8ff", tracking=0.14)
    p.credits(538, "#9fd0ff90", rows=2, size=7.5)
    p.grain(0.18)


@poster("seven-minutes-past-the-alarm")
def seven_minutes(p):
    """Heist blueprint; the hands say when and the plan says how."""
    p.bg("#12418a")
    p.texture("#0a2a62", 100, 4, 0.3, 0.9, 0.6)
    for k in range(0, W, 14):
        p.stroke(line([(k, 0), (k, H)]), "#7fb0f2", 0.3, a=0.5)
    for k in range(0, H, 14):
        p.stroke(line([(0, k), (W, k)]), "#7fb0f2", 0.3, a=0.5)
    ink = "#e6f0ff"
    for r in (rect(26, 200, 318, 210), rect(26, 200, 92, 96), rect(118, 200, 124, 60), rect(26, 330, 120, 80), rect(262, 270, 82, 140), rect(242, 200, 102, 70)):
        p.stroke(r, ink, 2.2, cap="butt")
    p.fill(group([rect(x, 258, 20, 5) for x in (150, 200)] + [rect(140, 356, 10, 22)]), "#12418a")
    p.stroke(arc(150, 260, 20, 0, 90), ink, 0.8)
    p.stroke(arc(262, 330, 26, 90, 90), ink, 0.8)
    for x in range(36, 112, 9):
        p.stroke(line([(x, 204), (x, 292)]), ink, 0.6)
    for (x, y, s) in ((72, 190, "SERVICE STAIR"), (180, 236, "TELLERS"), (292, 238, "MANAGER"), (86, 372, "LOBBY"), (303, 392, "VAULT 7")):
        p.text(s, x, y, 7, "oswald", ink, tracking=0.16)
    vault = move(wheel(34, 6), 303, 338)
    p.fill(vault, ink)
    # the clock overlays the plan: the minute hand has gone seven past
    cx, cy = 185, 148
    p.fill(circle(cx, cy, 118), "#0a2a62", a=0.82)
    p.stroke(circle(cx, cy, 118), ink, 3)
    p.stroke(circle(cx, cy, 111), ink, 0.8)
    for i in range(60):
        t = math.radians(i * 6 - 90)
        k = 14 if i % 5 == 0 else 6
        p.stroke(line([(cx + (108 - k) * math.cos(t), cy + (108 - k) * math.sin(t)), (cx + 108 * math.cos(t), cy + 108 * math.sin(t))]), "#ff4a2a" if 0 < i <= 7 else ink, 2.6 if i % 5 == 0 else 1)
    p.fill(wedge(cx, cy, 104, -90, 42), "#ff4a2a", a=0.85)
    for deg, ln, w in ((-48, 100, 5), (-86.5, 64, 8)):
        t = math.radians(deg)
        p.fill(limb(cx - 14 * math.cos(t), cy - 14 * math.sin(t), w * 0.6, cx + ln * math.cos(t), cy + ln * math.sin(t), w * 0.25), "#fff")
    p.fill(circle(cx, cy, 7), "#ff4a2a")
    route = smooth([(54, 400), (70, 318), (150, 310), (166, 280), (220, 300), (246, 352), (276, 346)], closed=False)
    p.stroke(route, "#ff4a2a", 2.4, dash=[7, 5])
    p.fill(poly([(276, 338), (292, 345), (276, 354)]), "#ff4a2a")
    for x, pose, hold in ((60, "crouch", None), (112, "walk", None), (176, "run", None), (232, "climb", None), (300, "stand", None)):
        who = place(figure(pose, 1.0, hat="cap" if x in (60, 300) else None, hair="ponytail" if x == 176 else None), x, 446, h=86 if pose != "crouch" else 58)
        p.fill(who, "#061a3e")
        p.stroke(who, ink, 0.9)
    p.fill(rect(0, 444, W, 120), "#061a3e")
    p.text("SEVEN MINUTES", 24, 482, 39, "teko", "#fff", "left", width=200)
    p.text("PAST THE", 232, 466, 16, "teko", "#ff4a2a", "left")
    p.text("ALARM", 232, 484, 24, "teko", "#ff4a2a", "left", 0.2, width=114)
    p.text("00:07:00", 350, 30, 24, "pixel", "#ff4a2a", "right")
    p.tagline(504, 11, "inter", ink)
    p.credits(522, "#a8c8ff90")
    p.grain(0.2)
