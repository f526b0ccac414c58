"""Scenes of the motifs: arches, peaks, sunset, scales, crystal, river, stripes and others.

A scene fills a box 100 units wide; the caller clips the rest.
"""

import math
from collections.abc import Callable, Sequence
from itertools import cycle, islice

from tools.artwork.svg import disc, line, rect, shape
from tools.artwork.themes import Theme


def polygon(points: Sequence[tuple[float, float]], fill: str, extra: str = "") -> str:
    """A filled polygon."""
    return shape("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z", fill, extra)


def rays(x: float, y: float, fill: str, opacity: float = 0.5, count: int = 24) -> str:
    """Sunbeams all around a point."""
    beams = []
    for index in range(count):
        start = 2 * math.pi * index / count
        end = start + math.pi / count
        corners = [(x + 220 * math.cos(a), y + 220 * math.sin(a)) for a in (start, end)]
        beams.append(polygon([(x, y), *corners], fill, f'opacity="{opacity}"'))
    return "".join(beams)


def sky(theme: Theme, height: float) -> str:
    """The light ground of a scene."""
    return rect((0, 0, 100, height), theme.sky)


def waves(height: float, colors: tuple[str, ...], depth: float = 9) -> str:
    """Bands of water along the bottom."""
    bands = []
    for index, color in enumerate(colors):
        y = height - depth * (len(colors) - index)
        shift = -20 if index % 2 else 0
        crest = "".join("q7.5 -5 15 0t15 0" for _ in range(5))
        bands.append(shape(f"M{shift} {y}{crest}V{height + 9}H{shift}Z", color))
    return "".join(bands)


def arches(theme: Theme, height: float) -> str:
    """Bridges and arches over a river under a large sun."""
    coral, gold, deep, water, pale = theme.inks
    parts = [
        sky(theme, height),
        rays(50, height * 0.42, pale, 0.55),
        disc(50, height * 0.42, 27, gold),
        disc(50, height * 0.42, 20, coral),
    ]
    base = height * 0.82
    parts += [
        line(f"M{50 - r} {base}A{r} {r * 1.25} 0 0 1 {50 + r} {base}", color, 5)
        for r, color in ((44, deep), (35, coral), (26, "#fff"), (17, deep))
    ]
    parts.append(shape(f"M-2 {base}H102V{base + 4}H-2Z", deep))
    return "".join([*parts, waves(height, (pale, water, deep), (height - base) / 3)])


def _peak(x: float, foot: float, size: float, rock: str, snow: str) -> str:
    top = foot - size
    cap = [
        (x, top),
        (x + size * 0.24, top + size * 0.34),
        (x + size * 0.1, top + size * 0.28),
        (x, top + size * 0.42),
        (x - size * 0.1, top + size * 0.27),
        (x - size * 0.24, top + size * 0.34),
    ]
    body = [(x, top), (x + size * 0.72, foot), (x - size * 0.72, foot)]
    shade = [(x, top), (x + size * 0.72, foot), (x + size * 0.12, foot)]
    return polygon(body, rock) + polygon(cap, snow) + polygon(shade, "#000", 'opacity=".14"')


def peaks(theme: Theme, height: float) -> str:
    """Three peaks with snow, a rising sun and the trace of a ski run."""
    first, second, deep, light, pale = theme.inks
    foot = height * 0.86
    white = "#fdfeff"
    parts = [
        sky(theme, height),
        rays(66, height * 0.34, "#fff", 0.5),
        disc(66, height * 0.34, 15, second),
        _peak(78, foot, height * 0.5, pale, white),
        _peak(24, foot, height * 0.56, first, white),
        _peak(50, foot, height * 0.66, deep, white),
        shape(
            f"M-5 {foot - 8}Q30 {foot - 18} 60 {foot - 6}T105 {foot - 10}V{height + 5}H-5Z", white
        ),
        line(f"M44 {foot - 10}C70 {foot - 4} 30 {foot + 2} 62 {height + 4}", second, 2.4),
        line(f"M50 {foot - 9}C76 {foot - 3} 36 {foot + 3} 70 {height + 4}", light, 2.4),
    ]
    return "".join(parts)


def _palm(x: float, foot: float, tall: float, color: str) -> str:
    top = foot - tall
    leaves = "".join(
        line(f"M{x} {top}q{dx * 0.5} {dy - 8} {dx} {dy}", color, 2.6)
        for dx, dy in ((-17, 6), (-12, -3), (12, -3), (17, 6), (-7, 11), (8, 11))
    )
    return line(f"M{x - 4} {foot}Q{x + 3} {foot - tall / 2} {x} {top}", color, 2.2) + leaves


def sunset(theme: Theme, height: float) -> str:
    """A striped sun sinking behind the sea between palms."""
    pink, orange, deep, teal, yellow = theme.inks
    middle = height * 0.5
    slots = "".join(
        f'<rect x="10" y="{middle + 2 + step * 5.4:.1f}" width="80" height="{1 + step * 0.55:.1f}" '
        f'fill="{theme.sky}"/>'
        for step in range(6)
    )
    parts = [
        sky(theme, height),
        rays(50, middle, yellow, 0.55),
        disc(50, middle, 34, orange),
        disc(50, middle, 27, pink),
        slots,
        waves(height, (teal, pink, deep), height * 0.07),
        _palm(17, height * 0.84, height * 0.46, deep),
        _palm(85, height * 0.84, height * 0.36, deep),
    ]
    return "".join(parts)


def scales(theme: Theme, height: float) -> str:
    """Rows of round waves beneath a red sun."""
    blue, red, deep, light, pale = theme.inks
    parts = [
        sky(theme, height),
        rays(50, height / 2 - 14, pale, 0.5),
        disc(50, height / 2 - 14, 23, red),
    ]
    y = height * 0.56
    for row in range(9):
        colors = islice(cycle((blue, deep, light)), row % 3, None)
        for x, color in zip(range(-10 if row % 2 else 0, 121, 20), colors, strict=False):
            parts += [
                disc(x, y + 10, 10.4, color),
                disc(x, y + 10, 7.4, theme.sky),
                disc(x, y + 10, 5.2, color),
                disc(x, y + 10, 2.4, theme.sky),
            ]
        y += 5.6
        if y > height + 4:
            break
    return "".join(parts)


def crystal(theme: Theme, height: float) -> str:
    """A large snow crystal in a clear sky over ice."""
    teal, red, deep, light, gold = theme.inks
    y = max(height * 0.44, height * 0.85 - 41)  # tall scenes leave room for a title
    arm = (
        line("M0 0V-33", "#fff", 3.4)
        + line("M-8 -27L0 -18L8 -27", "#fff", 3)
        + line("M-6 -17L0 -10L6 -17", gold, 3)
    )
    arms = "".join(f'<g transform="rotate({turn})">{arm}</g>' for turn in range(0, 360, 60))
    flakes = "".join(
        disc(x, top * height, 1.4, "#fff")
        for x, top in (
            (12, 0.15),
            (22, 0.5),
            (84, 0.2),
            (90, 0.56),
            (30, 0.08),
            (72, 0.1),
            (8, 0.72),
        )
    )
    ice = [
        polygon([(-5, height), (18, height * 0.74), (42, height)], light),
        polygon([(58, height), (80, height * 0.72), (106, height)], light),
        polygon([(22, height), (50, height * 0.8), (78, height)], teal),
    ]
    return "".join(
        [
            rect((0, 0, 100, height), deep),
            disc(50, y, 42, teal),
            flakes,
            f'<g transform="translate(50 {y})">{arms}</g>',
            disc(50, y, 4, red),
            *ice,
        ]
    )


def river(theme: Theme, height: float) -> str:
    """Lanes of color that wind from the hills to the sea under the sun."""
    first, second, deep, fourth, pale = theme.inks
    parts = [
        sky(theme, height),
        rays(64, height / 2 - 18, pale, 0.7),
        disc(64, height / 2 - 18, 20, second),
        disc(64, height / 2 - 18, 14.5, first),
    ]
    for step, color in enumerate((pale, fourth, deep)):
        y = height * (0.5 + step * 0.07)
        parts.append(
            shape(f"M-2 {y + 2}Q24 {y - 18 + step * 7} 52 {y}T104 {y - 3}V{height + 2}H-2Z", color)
        )
    for step, color in enumerate((first, "#fff", fourth, second, deep, first, fourth)):
        y = height * 0.66 + step * 6.4
        parts.append(line(f"M-8 {height + 14 - step}C16 {y + 2} 52 {y - 6} 110 {y + 14}", color, 6))
    return "".join(parts)


def stripes(theme: Theme, height: float) -> str:
    """Slanting bands in the colors of a country."""
    a, b, c, d, e = theme.inks
    bands = []
    for index, color in enumerate((c, d, c, "#ffffff", a, b, a, "#ffffff", c, d, c, e)):
        x = -60 + index * 17
        bands.append(
            polygon([(x + 40, -5), (x + 58, -5), (x + 18, height + 5), (x, height + 5)], color)
        )
    return sky(theme, height) + "".join(bands)


def chevron(theme: Theme, height: float) -> str:
    """Arrows upward, like a running pack."""
    a, b, c, d, e = theme.inks
    rows = []
    for index, color in enumerate((e, d, c, "#ffffff", a, "#ffffff", c, b, a, c)):
        y = -height * 0.12 + index * 13
        points = [(-5, y + 34), (50, y), (105, y + 34), (105, y + 48), (50, y + 14), (-5, y + 48)]
        rows.append(polygon(points, color))
    return sky(theme, height) + "".join(rows)


def burst(theme: Theme, height: float) -> str:
    """Beams from a low sun that rises over hills."""
    a, b, c, d, e = theme.inks
    y = height * 0.62
    return "".join(
        [
            rect((0, 0, 100, height), c),
            rays(50, y, a, 1, 14),
            rays(50, y, d, 0.6, 7),
            disc(50, y, 27, b),
            shape(f"M-5 {height * 0.8}Q50 {height * 0.66} 105 {height * 0.8}V{height + 5}H-5Z", c),
            shape(f"M-5 {height * 0.9}Q50 {height * 0.76} 105 {height * 0.9}V{height + 5}H-5Z", e),
        ]
    )


def diamond(theme: Theme, height: float) -> str:
    """A lattice of nested diamonds."""
    a, b, c, d, e = theme.inks
    fills = cycle(((b, a, b), (a, e, d), (d, b, "#fffaf0")))
    parts = [rect((0, 0, 100, height), c)]
    for row in range(int(height // 20) + 2):
        for x in range(0 if row % 2 else -20, 121, 40):
            for size, color in zip((19, 13, 6), next(fills), strict=True):
                y = row * 20
                parts.append(
                    polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], color)
                )
    return "".join(parts)


SCENES: dict[str, Callable[[Theme, float], str]] = {
    scene.__name__: scene
    for scene in (arches, peaks, sunset, scales, crystal, river, stripes, chevron, burst, diamond)
}
