"""Applications of a theme to a product: a scene in a box, a round emblem and a field of tiles."""

import random

from tools.artwork.motifs import SCENES
from tools.artwork.svg import clip, disc, generator, group, rect
from tools.artwork.themes import Theme

Box = tuple[float, float, float, float]


def scene(theme: Theme, box: Box, name: str) -> str:
    """The scene of a theme in a box (x, y, width, height); `name` is unique in the document."""
    x, y, width, height = box
    scale = width / 100
    drawn = SCENES[theme.motif](theme, height / scale)
    return clip(
        name,
        f"M{x} {y}h{width}v{height}h{-width}Z",
        group(drawn, f"translate({x} {y}) scale({scale})"),
    )


def emblem(theme: Theme, x: float, y: float, radius: float, name: str) -> str:
    """The scene in a disc with a light and a deep rim."""
    left, top, across = x - radius, y - radius, 2 * radius
    drawn = group(SCENES[theme.motif](theme, 100), f"translate({left} {top}) scale({across / 100})")
    outline = f"M{left} {y}a{radius} {radius} 0 1 1 {across} 0a{radius} {radius} 0 1 1 {-across} 0Z"
    return (
        disc(x, y, radius * 1.13, theme.inks[2])
        + disc(x, y, radius * 1.07, "#fffdf6")
        + clip(name, outline, drawn)
    )


def _tile(chance: random.Random, colors: tuple[str, ...], s: float) -> str:
    under, over = chance.sample(colors, 2)
    quarter = f"M0 0H{s}A{s} {s} 0 0 1 0 {s}Z"
    forms = (
        f'<path d="{quarter}" fill="{over}"/>',
        f'<path d="M0 0A{s} {s} 0 0 1 {s} {s}A{s} {s} 0 0 1 0 0Z" fill="{over}"/>',
        (
            f'<path d="{quarter}" fill="{over}"/>'
            f'<path d="{quarter}" fill="{under}" transform="scale(.62)"/>'
            f'<path d="{quarter}" fill="{over}" transform="scale(.3)"/>'
        ),
        disc(s / 2, s / 2, s * 0.3, over),
        "".join(rect((0, n * s / 4, s, s / 8), over) for n in range(4)),
        f'<path d="M0 {s}L{s} 0V{s}Z" fill="{over}"/>',
    )
    (form,) = chance.choices(forms, weights=(34, 20, 18, 10, 8, 10))
    return f'<rect width="{s + 0.6}" height="{s + 0.6}" fill="{under}"/>{form}'


def tiles(theme: Theme, box: Box, size: float) -> str:
    """A field of quarter discs, leaves, dots and bands that covers the box (not clipped)."""
    x, y, width, height = box
    colors = (*theme.inks, "#fffaf0")
    chance = generator(theme.code, str(box))
    half = size / 2
    return "".join(
        group(
            _tile(chance, colors, size),
            f"translate({x + column * size:.1f} {y + row * size:.1f}) "
            f"rotate({chance.choice((0, 90, 180, 270))} {half} {half})",
        )
        for row in range(-int(-height // size))
        for column in range(-int(-width // size))
    )
