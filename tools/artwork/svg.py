"""Building blocks of the drawings: canvas, shared definitions, text, shadows and folds.

A drawing is a string of SVG in a square of 1200 units; definitions are shared by all kinds.
"""

import random
from pathlib import Path
from xml.sax.saxutils import escape

SIZE = 1200
FONTS = sorted((Path(__file__).parent / "fonts").glob("*.ttf"))
CONDENSED = "Barlow Condensed"
BLACK = "Archivo Black"
# Width of a letter as a share of the font size, to fit long words.
_LETTER = {CONDENSED: 0.47, BLACK: 0.74}
# Lightness (0 to 255) below which a color needs light ink.
_DARK = 140
_WHOLE = 'filterUnits="userSpaceOnUse" x="-40" y="-40" width="1280" height="1280"'


def _stops(*stops: tuple[float, str, float]) -> str:
    return "".join(
        f'<stop offset="{at}" stop-color="{color}" stop-opacity="{opacity}"/>'
        for at, color, opacity in stops
    )


def _blur(name: str, deviation: float) -> str:
    return f'<filter id="{name}" {_WHOLE}><feGaussianBlur stdDeviation="{deviation}"/></filter>'


_BACKDROP = _stops((0, "#ffffff", 1), (0.5, "#f7f7f8", 1), (1, "#e4e6ea", 1))
_GOLD = _stops(
    (0, "#fff3c0", 1),
    (0.3, "#d9a93a", 1),
    (0.55, "#fbe7a0", 1),
    (0.8, "#a8741d", 1),
    (1, "#f1cf78", 1),
)
_STEEL = _stops(
    (0, "#ffffff", 1),
    (0.3, "#a9b0b9", 1),
    (0.55, "#eef1f4", 1),
    (0.8, "#7c848f", 1),
    (1, "#dfe3e8", 1),
)
_ROUND = _stops(
    (0, "#000", 0.36),
    (0.16, "#000", 0.06),
    (0.36, "#fff", 0.2),
    (0.7, "#000", 0.05),
    (1, "#000", 0.4),
)
_BALL = _stops((0, "#fff", 0.5), (0.35, "#fff", 0.06), (0.7, "#000", 0.14), (1, "#000", 0.55))

DEFS = f"""<radialGradient id="backdrop" cx=".5" cy=".38" r=".8">{_BACKDROP}</radialGradient>
<linearGradient id="gold" x2="1" y2="1">{_GOLD}</linearGradient>
<linearGradient id="gold-back" x1="1" y2="1" x2="0">{_GOLD}</linearGradient>
<linearGradient id="steel" x2="1" y2="1">{_STEEL}</linearGradient>
<linearGradient id="round">{_ROUND}</linearGradient>
<radialGradient id="sphere" cx=".38" cy=".3" r=".78">{_BALL}</radialGradient>
<linearGradient id="inside" x2="0" y2="1">{_stops((0, "#000", 0.55), (1, "#000", 0.05))}
</linearGradient>
<linearGradient id="wood" x2="1" y2="1">{_stops((0, "#c39a6f", 1), (1, "#80593a", 1))}
</linearGradient>
{_blur("soft", 26)}{_blur("softer", 34)}{_blur("edge", 10)}
<filter id="cloth" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency=".9 .55" numOctaves="2" seed="4"/>
<feDiffuseLighting lighting-color="#fff" surfaceScale=".6" diffuseConstant="1.05">
<feDistantLight azimuth="235" elevation="62"/></feDiffuseLighting></filter>
<filter id="thread" x="-5%" y="-5%" width="110%" height="110%">
<feDropShadow dx="0" dy="2.5" stdDeviation="1.6" flood-color="#000" flood-opacity=".38"/>
</filter>"""


def canvas(inner: str, width: int = SIZE, height: int = SIZE) -> str:
    """A whole SVG document with the light backdrop of the shop."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}"><defs>{DEFS}</defs>'
        f'<rect width="{width}" height="{height}" fill="url(#backdrop)"/>{inner}</svg>'
    )


def generator(*seed: str) -> random.Random:
    """Return a random generator that is seeded by words, so that a picture is always the same."""
    return random.Random("/".join(seed))


def shape(outline: str, fill: str, extra: str = "") -> str:
    """A filled path."""
    return f'<path d="{outline}" fill="{fill}" {extra}/>'


def line(outline: str, color: str, width: float, extra: str = "") -> str:
    """A stroked path without filling."""
    return (
        f'<path d="{outline}" fill="none" stroke="{color}" stroke-width="{width}" '
        f'stroke-linecap="round" {extra}/>'
    )


def stitch(outline: str, color: str = "#000", opacity: float = 0.26) -> str:
    """A seam: a fine dashed line."""
    return line(outline, color, 2.4, f'stroke-dasharray="8 6" opacity="{opacity}"')


def disc(x: float, y: float, radius: float, fill: str, extra: str = "") -> str:
    """A filled circle."""
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" {extra}/>'


def oval(box: tuple[float, float, float, float], fill: str, extra: str = "") -> str:
    """A filled ellipse; `box` is its center and its two radii."""
    x, y, across, down = box
    return f'<ellipse cx="{x}" cy="{y}" rx="{across}" ry="{down}" fill="{fill}" {extra}/>'


def rect(box: tuple[float, float, float, float], fill: str, extra: str = "") -> str:
    """A filled rectangle; `box` is left, top, width and height."""
    x, y, width, height = box
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" {extra}/>'


def clip(name: str, outline: str, inner: str) -> str:
    """Show `inner` only within an outline; `name` is unique in the document."""
    return (
        f'<clipPath id="{name}"><path d="{outline}"/></clipPath>'
        f'<g clip-path="url(#{name})">{inner}</g>'
    )


def group(inner: str, transform: str) -> str:
    """Move, turn or scale a drawing."""
    return f'<g transform="{transform}">{inner}</g>'


def zoom(inner: str, x: float, y: float, scale: float) -> str:
    """The same drawing seen from near, with (x, y) in the middle of the square."""
    return group(inner, f"translate(600 600) scale({scale}) translate({-x} {-y})")


def ground(x: float, y: float, across: float, opacity: float = 0.3) -> str:
    """The soft shadow a product casts on the ground."""
    return oval((x, y, across, 30), "#1a1420", f'opacity="{opacity}" filter="url(#soft)"')


def lift(outline: str, down: int = 16, opacity: float = 0.22) -> str:
    """The shadow behind an object that lies or hangs flat."""
    extra = f'transform="translate(0 {down})" opacity="{opacity}" filter="url(#soft)"'
    return shape(outline, "#1a1420", extra)


def fold(outline: str, opacity: float, width: float = 34, color: str = "#000") -> str:
    """A crease in cloth, dark or light; soft once within `folds`."""
    return line(outline, color, width, f'opacity="{opacity}"')


def folds(*creases: str) -> str:
    """Creases blurred together: one blur for all, because the blur takes most of the time."""
    return f'<g filter="url(#soft)">{"".join(creases)}</g>'


def weave(opacity: float = 0.35) -> str:
    """The grain of cloth over the whole square; used within a clip."""
    return (
        f'<rect width="{SIZE}" height="{SIZE}" filter="url(#cloth)" opacity="{opacity}" '
        'style="mix-blend-mode:multiply"/>'
    )


def is_dark(color: str) -> bool:
    """Return whether light ink is needed on a color (#rrggbb)."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return red * 0.3 + green * 0.59 + blue * 0.11 < _DARK


def lettering(
    words: str, place: tuple[float, float, float], fill: str, size: float, font: str = CONDENSED
) -> str:
    """Centered text; `place` is the center, the baseline and the width it must not exceed."""
    x, y, room = place
    fitted = min(size, room / (len(words) * _LETTER[font]))
    weight = 700 if font == CONDENSED else 400
    spacing = fitted * (0.06 if font == CONDENSED else 0.02)
    return (
        f'<text x="{x}" y="{y}" font-family="{font}" font-weight="{weight}" '
        f'font-size="{fitted:.1f}" letter-spacing="{spacing:.1f}" text-anchor="middle" '
        f'fill="{fill}">{escape(words)}</text>'
    )
