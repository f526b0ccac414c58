"""The plush mascot: a fox, a bear or a rabbit of our own with a patterned scarf."""

import math
import random

from tools.artwork.ornaments import emblem, tiles
from tools.artwork.svg import clip, disc, generator, ground, group, line, oval, shape, zoom
from tools.artwork.themes import GAMES, Theme

Oval = tuple[float, float, float, float]

_BELLY = "#fff4e4"
_EYE = "#1c1622"
_COATS = {"fox": "#dc7a42", "bear": "#b98a62", "rabbit": "#e9e2dc"}
_SCARF = (
    "M372 640C470 724 730 724 828 640C852 680 846 716 820 740C724 802 476 802 380 740"
    "C354 716 348 680 372 640Z"
)
_SCARF_END = "M690 738L794 716L836 930L716 948Z"
# Ears by animal: one oval for the left side and its turn; the right side mirrors it.
_EARS: dict[str, tuple[Oval, float]] = {
    "fox": ((392, 220, 74, 128), -24),
    "bear": ((368, 250, 92, 92), 0),
    "rabbit": ((478, 150, 62, 150), -8),
}


def fur_color(theme: Theme) -> str:
    """The coat: an accent of the Games' palette, a natural tone for the nations."""
    if theme in GAMES:
        return theme.inks[0] if theme.animal == "fox" else theme.inks[3]
    return _COATS[theme.animal]


def _tuft(chance: random.Random, box: Oval, color: str, long: float = 20, turn: float = 0) -> str:
    """An oval with a rough edge of small tufts."""
    x, y, across, down = box
    count = int((across + down) * 0.62)
    spikes = []
    for index in range(count):
        angle = 2 * math.pi * (index + chance.random() * 0.6) / count
        out_x, out_y = math.cos(angle) / across, math.sin(angle) / down
        size = math.hypot(out_x, out_y)
        out_x, out_y = out_x / size, out_y / size
        length = long * (0.5 + chance.random() * 0.8)
        lean = length * (chance.random() - 0.5) * 0.9
        half = 7 + chance.random() * 5
        root_x = x + across * math.cos(angle) - out_x * 8
        root_y = y + down * math.sin(angle) - out_y * 8
        tip_x = root_x + out_x * (length + 8) - out_y * lean
        tip_y = root_y + out_y * (length + 8) + out_x * lean
        spikes.append(
            f"M{root_x + out_y * half:.0f} {root_y - out_x * half:.0f}L{tip_x:.0f} {tip_y:.0f}"
            f"L{root_x - out_y * half:.0f} {root_y + out_x * half:.0f}Z"
        )
    return group(oval(box, color) + shape("".join(spikes), color), f"rotate({turn} {x} {y})")


def _hairs(chance: random.Random, box: Oval, color: str, count: int, opacity: float) -> str:
    """Short strokes of fur within an oval."""
    x, y, across, down = box
    strokes = []
    for _ in range(count):
        angle, far = chance.random() * 2 * math.pi, math.sqrt(chance.random()) * 0.95
        at_x, at_y = x + across * far * math.cos(angle), y + down * far * math.sin(angle)
        aside = (at_x - x) / across * 10 + (chance.random() - 0.5) * 14
        length = 26 * (0.6 + chance.random() * 0.7)
        strokes.append(
            f"M{at_x:.0f} {at_y:.0f}q{aside * 0.6:.0f} {length * 0.4:.0f} {aside:.0f} {length:.0f}"
        )
    return line("".join(strokes), color, 3, f'opacity="{opacity}"')


def _furry(chance: random.Random, box: Oval, color: str, count: int, turn: float = 0) -> str:
    x, y, across, down = box
    inner = (x, y, across * 0.9, down * 0.88)
    return (
        _tuft(chance, box, color, turn=turn)
        + _hairs(chance, inner, "#3d1a10", count, 0.18)
        + _hairs(chance, inner, "#fff3e6", count, 0.34)
    )


def _soft(box: Oval, opacity: float, color: str = "#2a0d05", blur: str = "softer") -> str:
    return oval(box, color, f'opacity="{opacity}" filter="url(#{blur})"')


def _ears(theme: Theme, chance: random.Random, fur: str) -> str:
    (x, y, across, down), turn = _EARS[theme.animal]
    parts = []
    for side, angle in ((x, turn), (1200 - x, -turn)):
        parts.append(_tuft(chance, (side, y, across, down), fur, turn=angle))
        inner = (side, y + 14, across * 0.52, down * 0.62)
        parts.append(oval(inner, theme.inks[4], f'transform="rotate({angle} {side} {y})"'))
    return "".join(parts)


def _tail(theme: Theme, chance: random.Random, fur: str) -> str:
    if theme.animal != "fox":
        return _furry(chance, (868, 950, 58, 54), fur, 30)
    return _furry(chance, (930, 800, 120, 74), fur, 60, -52) + _tuft(
        chance, (985, 722, 56, 46), _BELLY, turn=-52
    )


def _body(theme: Theme, chance: random.Random, fur: str) -> str:
    parts = [
        _furry(chance, (600, 840, 262, 228), fur, 300),
        _tuft(chance, (600, 868, 164, 168), _BELLY, 14),
        _hairs(chance, (600, 868, 150, 150), "#c9a98a", 140, 0.28),
        _soft((600, 700, 220, 50), 0.38, blur="soft"),
        _soft((835, 900, 50, 150), 0.3),
        _furry(chance, (352, 850, 66, 112), fur, 60, 24),
        _furry(chance, (848, 850, 66, 112), fur, 60, -24),
        _furry(chance, (452, 1016, 108, 60), fur, 50),
        _furry(chance, (748, 1016, 108, 60), fur, 50),
    ]
    for x in (452, 748):
        parts.append(oval((x, 1026, 42, 24), theme.inks[2]))
        parts += [disc(x + aside, 992, 11, theme.inks[2]) for aside in (-36, 0, 36)]
    return "".join(parts)


def _face(chance: random.Random, fur: str) -> str:
    parts = [
        _furry(chance, (600, 440, 304, 252), fur, 400),
        _tuft(chance, (486, 560, 120, 96), _BELLY, 16),
        _tuft(chance, (714, 560, 120, 96), _BELLY, 16),
        oval((600, 580, 96, 72), _BELLY),
        _hairs(chance, (600, 575, 200, 70), "#c9a98a", 150, 0.28),
        _soft((850, 500, 56, 170), 0.26),
        _soft((470, 300, 150, 76), 0.3, "#ffffff"),
    ]
    for x in (474, 726):
        parts += [
            oval((x, 436, 44, 54), _EYE),
            disc(x + 16, 415, 16, "#fff"),
            disc(x - 10, 460, 8, "#fff", 'opacity=".7"'),
        ]
    for x in (388, 812):
        parts.append(oval((x, 520, 44, 28), "#ff6b6b", 'opacity=".5" filter="url(#edge)"'))
    parts += [
        shape(
            "M556 520C566 500 634 500 644 520C644 550 614 566 600 566S556 550 556 520Z", "#2a1d24"
        ),
        oval((586, 518, 13, 6), "#fff", 'opacity=".55"'),
        line(
            "M600 566V592M600 592C580 620 546 618 534 598M600 592C620 620 654 618 666 598",
            "#2a1d24",
            8,
        ),
    ]
    return "".join(parts)


def _scarf(theme: Theme) -> str:
    cloth = (
        '<rect x="340" y="620" width="520" height="340" filter="url(#cloth)" opacity=".5" '
        'style="mix-blend-mode:multiply"/>'
    )
    crease = line(
        "M372 640C470 724 730 724 828 640", "#000", 30, 'opacity=".4" filter="url(#edge)"'
    )
    return "".join(
        [
            shape(
                _SCARF + _SCARF_END,
                "#2a0d05",
                'transform="translate(4 16)" opacity=".4" filter="url(#edge)"',
            ),
            clip("scarf-end", _SCARF_END, tiles(theme, (680, 700, 168, 260), 56) + cloth),
            clip("scarf-ring", _SCARF, tiles(theme, (346, 630, 510, 180), 56) + cloth + crease),
        ]
    )


def plush(theme: Theme) -> str:
    """A sitting mascot of soft fur."""
    chance = generator("plush", theme.code)
    fur = fur_color(theme)
    sitting = "".join(
        [
            ground(600, 1068, 330, 0.42),
            _tail(theme, chance, fur),
            _ears(theme, chance, fur),
            _body(theme, chance, fur),
            _face(chance, fur),
            _scarf(theme),
            emblem(theme, 560, 892, 64, "plush-emblem"),
        ]
    )
    if theme.animal == "rabbit":  # smaller, to leave room for the ears
        return group(sitting, "translate(600 1090) scale(.9) translate(-600 -1090)")
    return sitting


def plush_detail(theme: Theme) -> str:
    """The face of the mascot from near."""
    return zoom(plush(theme), 600, 500, 1.5)
