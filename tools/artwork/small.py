"""Small metal things: the enamel pin and the key ring."""

import math

from tools.artwork.ornaments import scene, tiles
from tools.artwork.svg import (
    BLACK,
    clip,
    disc,
    generator,
    group,
    lettering,
    lift,
    line,
    rect,
    shape,
    zoom,
)
from tools.artwork.themes import Theme

_TAG = (
    "M480 440H720Q800 440 800 520V930Q800 1010 720 1010H480Q400 1010 400 930V520Q400 440 480 440Z"
)


def _outline(theme: Theme) -> str:
    """The edge of the pin: a star, a scalloped disc or an octagon, by theme."""
    points, dent = generator(theme.code).choice(((8, 0.9), (12, 0.93), (20, 0.965), (6, 0.95)))
    corners = []
    for index in range(points * 2):
        angle = math.pi * index / points - math.pi / 2
        radius = 380 * (dent if index % 2 else 1)
        corners.append(f"{600 + radius * math.cos(angle):.1f} {590 + radius * math.sin(angle):.1f}")
    return "M" + "L".join(corners) + "Z"


def _badge(theme: Theme) -> str:
    edge = _outline(theme)
    face = "M290 590a310 310 0 1 1 620 0a310 310 0 1 1 -620 0Z"
    inner = "M348 590a252 252 0 1 1 504 0a252 252 0 1 1 -504 0Z"
    enamel = (
        scene(theme, (340, 330, 520, 360), "pin-scene")
        + rect((340, 668, 520, 200), theme.inks[2])
        + rect((340, 662, 520, 10), "url(#gold)")
        + lettering(theme.word, (600, 744, 330), "#fff6dc", 66, BLACK)
        + lettering(theme.line, (600, 786, 250), "#fff6dc", 30)
    )
    return "".join(
        [
            shape(
                edge,
                "url(#gold)",
                'stroke="url(#gold-back)" stroke-width="26" stroke-linejoin="round"',
            ),
            clip("pin-face", face, tiles(theme, (288, 278, 624, 624), 52)),
            disc(600, 590, 262, "url(#gold)"),
            clip("pin-inner", inner, enamel),
            line(face, "#000", 24, 'opacity=".35" filter="url(#edge)"'),
            line(face, "url(#gold-back)", 9),
            shape(
                "M330 530C380 350 560 290 720 330C560 340 420 410 372 570Z",
                "#fff",
                'opacity=".34" filter="url(#edge)"',
            ),
        ]
    )


def pin(theme: Theme) -> str:
    """An enamel pin with a gold edge."""
    return lift(_outline(theme), 34, 0.42) + _badge(theme)


def pin_card(theme: Theme) -> str:
    """The pin on its backing card."""
    card = "M270 90H930V1110H270Z"
    return "".join(
        [
            lift(card, 22, 0.36),
            shape(card, "#fffdf8"),
            clip("card", "M270 90H930V700H270Z", tiles(theme, (270, 90, 660, 616), 77)),
            rect((270, 90, 660, 616), "#fffdf8", 'opacity=".25"'),
            disc(600, 150, 22, "#d9dbe0"),
            shape("M270 700H930V712H270Z", "url(#gold)"),
            lettering(theme.word, (600, 880, 540), theme.inks[2], 110, BLACK),
            lettering(theme.line, (600, 950, 480), theme.inks[2], 50),
            lettering("ENAMEL PIN", (600, 1040, 400), theme.inks[0], 36),
            group(lift(_outline(theme), 40, 0.5) + _badge(theme), "translate(210 60) scale(.65)"),
        ]
    )


def keyring(theme: Theme) -> str:
    """A split ring with a small chain and an enamel tag."""
    inner = (
        "M480 470H720Q770 470 770 520V930Q770 980 720 980H480Q430 980 430 930V520Q430 470 480 470Z"
    )
    face = (
        scene(theme, (430, 470, 340, 330), "key-scene")
        + rect((430, 792, 340, 200), theme.inks[2])
        + rect((430, 786, 340, 9), "url(#gold)")
        + lettering(theme.word, (600, 878, 290), "#fff6dc", 66, BLACK)
        + lettering(theme.line, (600, 926, 280), "#fff6dc", 30)
    )
    ring = "M460 220a140 140 0 1 1 280 0a140 140 0 1 1 -280 0Z"
    return "".join(
        [
            lift(_TAG, 26, 0.38),
            lift(ring, 26, 0.12),
            line(ring, "#6d747e", 28),
            line(ring, "url(#steel)", 22),
            line("M470 250A136 136 0 0 0 730 250", "#5b626c", 3, 'opacity=".6"'),
            line("M600 352V402", "#6d747e", 24),
            line("M600 352V402", "url(#steel)", 16),
            (
                '<rect x="572" y="384" width="56" height="76" rx="26" fill="none" stroke="#8d95a0" '
                'stroke-width="14"/>'
            ),
            shape(_TAG, "url(#gold)", 'stroke="url(#gold-back)" stroke-width="10"'),
            clip("key-face", inner, face),
            line(inner, "#000", 18, 'opacity=".3" filter="url(#edge)"'),
            shape(
                "M440 520C450 480 560 470 640 480C540 520 470 620 446 760Z",
                "#fff",
                'opacity=".32" filter="url(#edge)"',
            ),
        ]
    )


def keyring_detail(theme: Theme) -> str:
    """The tag of the key ring from near."""
    return group(zoom(keyring(theme), 600, 640, 1.55), "rotate(-9 600 600)")
