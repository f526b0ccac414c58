"""The wide pictures of the front page: a scene across the whole width, with products in front."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.artwork.kinds import KINDS
from tools.artwork.motifs import polygon, rays
from tools.artwork.svg import canvas, disc, group, line, oval, rect, shape
from tools.artwork.themes import THEMES, Theme

WIDTH, HEIGHT = 2400, 1050
# Products in front of the scene: kind, left, top and scale.
Cast = tuple[tuple[str, int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Hero:
    """One wide picture."""

    scene: Callable[[Theme], str]
    theme: str
    cast: Cast
    alt_en: str
    alt_fr: str


def _wash(theme: Theme) -> str:
    """Sky and a far sun with beams, low on the left."""
    first, second, _, _, pale = theme.inks
    beams = group(rays(0, 0, pale, 0.45, 30), "translate(620 560) scale(10)")
    return "".join(
        [
            rect((0, 0, WIDTH, HEIGHT), theme.sky),
            beams,
            disc(620, 560, 290, second),
            disc(620, 560, 225, first),
        ]
    )


def _stadium(theme: Theme) -> str:
    """Stands, a roof and the lanes of a track."""
    first, second, deep, fourth, pale = theme.inks
    roof = shape("M-50 520Q1200 240 2450 480V600H-50Z", deep)
    masts = line("M200 90V560M900 90V560M1600 90V560M2250 90V560", deep, 16) + "".join(
        f'<rect x="{x - 70}" y="50" width="140" height="62" rx="10" fill="{deep}"/>'
        + "".join(disc(x + dx, 81, 16, "#fff8dc") for dx in (-44, 0, 44))
        for x in (200, 900, 1600, 2250)
    )
    stands = "".join(
        shape(f"M-50 {540 + n * 44}Q1200 {420 + n * 62} 2450 {500 + n * 40}V1100H-50Z", color)
        for n, color in enumerate((pale, fourth, deep, fourth))
    )
    lanes = "".join(
        line(f"M-100 {800 + n * 62}Q1200 {640 + n * 58} 2500 {790 + n * 62}", color, 58)
        for n, color in enumerate((first, second, first, second, first, second))
    )
    marks = "".join(
        line(f"M-100 {831 + n * 62}Q1200 {669 + n * 58} 2500 {821 + n * 62}", "#fff", 5)
        for n in range(6)
    )
    return _wash(theme) + masts + roof + stands + lanes + marks


def _alpine(theme: Theme) -> str:
    """A chain of peaks above a ski run."""
    first, second, deep, fourth, pale = theme.inks
    chain = []
    for x, tall, color in (
        (200, 420, pale),
        (980, 560, pale),
        (1750, 520, pale),
        (560, 520, first),
        (1400, 640, first),
        (2200, 600, first),
        (80, 330, deep),
        (1000, 380, deep),
        (1850, 360, deep),
    ):
        top, wide = 860 - tall, tall * 0.95
        chain += [
            polygon([(x, top), (x + wide, 860), (x - wide, 860)], color),
            polygon([(x, top), (x + wide, 860), (x + wide * 0.2, 860)], "#000", 'opacity=".1"'),
            polygon(
                [
                    (x, top),
                    (x + wide * 0.3, top + tall * 0.3),
                    (x + wide * 0.1, top + tall * 0.25),
                    (x, top + tall * 0.38),
                    (x - wide * 0.12, top + tall * 0.24),
                    (x - wide * 0.3, top + tall * 0.3),
                ],
                "#fff",
            ),
        ]
    snow = shape("M-50 800Q500 700 1200 800T2450 760V1100H-50Z", "#fdfeff") + shape(
        "M-50 900Q700 820 1300 910T2450 880V1100H-50Z", "#e6f0f8"
    )
    runs = line("M300 780C700 840 100 900 520 1080", second, 12) + line(
        "M340 780C740 840 150 900 580 1080", fourth, 12
    )
    return _wash(theme) + "".join(chain) + snow + runs


def _city(theme: Theme) -> str:
    """Bridges, roofs and the river."""
    first, _, deep, fourth, pale = theme.inks
    roofs = "".join(
        shape(f"M{n * 150 - 40} {520 - (n * 73) % 210}a69 60 0 0 1 138 0V1100h-138Z", color)
        for n, color in zip(range(17), (pale, fourth, deep) * 6, strict=False)
    )
    arches = "".join(
        line(f"M{x} 860a200 230 0 0 1 400 0", deep, 44)
        + line(f"M{x + 58} 860a142 172 0 0 1 284 0", "#fffaf0", 14)
        for x in range(-120, WIDTH, 400)
    )
    deck = rect((-10, 600, WIDTH + 20, 44), deep)
    water = "".join(
        shape(f"M-60 {860 + n * 62}" + "q90 -40 180 0t180 0" * 8 + "V1200H-60Z", color)
        for n, color in enumerate((fourth, deep, first))
    )
    return _wash(theme) + roofs + arches + deck + water


def _coast(theme: Theme) -> str:
    """A bay with lanes of color and waves."""
    first, second, deep, fourth, pale = theme.inks
    hills = "".join(
        shape(
            f"M-60 {620 + n * 60}Q560 {420 + n * 70} 1240 {620 + n * 50}"
            f"T2460 {540 + n * 60}V1100H-60Z",
            color,
        )
        for n, color in enumerate((pale, fourth, deep))
    )
    lanes = "".join(
        line(
            f"M-100 {1080 + n * 20}C500 {770 + n * 60} 1300 {700 + n * 60} 2500 {900 + n * 62}",
            color,
            60,
        )
        for n, color in enumerate((first, "#fffaf0", fourth, second, deep, first))
    )
    return _wash(theme) + hills + lanes


HEROES = {
    "stadium": Hero(
        _stadium,
        "la2028",
        (("tshirt", 1180, 130, 0.66), ("ball", 1830, 480, 0.44)),
        "A stadium at sunset, a T-shirt and a ball",
        "Un stade au coucher du soleil, un T-shirt et un ballon",
    ),
    "alpine": Hero(
        _alpine,
        "milanocortina2026",
        (("hoodie", 1190, 130, 0.68), ("plush", 1790, 380, 0.52)),
        "Snowy peaks, a hoodie and a plush mascot",
        "Des sommets enneigés, un sweat à capuche et une peluche mascotte",
    ),
    "city": Hero(
        _city,
        "paris2024",
        (("tote", 1230, 150, 0.7), ("mug", 1830, 470, 0.46)),
        "Bridges over a river, a tote bag and a mug",
        "Des ponts sur un fleuve, un sac en toile et un mug",
    ),
    "coast": Hero(
        _coast,
        "brisbane2032",
        (("bottle", 1230, 120, 0.76), ("cap", 1730, 480, 0.48)),
        "A bay in the sun, a bottle and a cap",
        "Une baie au soleil, une gourde et une casquette",
    ),
}


def hero(name: str) -> str:
    """The SVG document of one wide picture; the left half stays free for a headline."""
    chosen = HEROES[name]
    theme = THEMES[chosen.theme]
    halo = oval((1680, 620, 760, 520), "#ffffff", 'opacity=".6" filter="url(#halo)"')
    blur = (
        '<filter id="halo" x="-50%" y="-50%" width="200%" height="200%">'
        '<feGaussianBlur stdDeviation="120"/></filter>'
    )
    things = "".join(
        group(KINDS[kind].views[0].draw(theme), f"translate({x} {y}) scale({scale})")
        for kind, x, y, scale in chosen.cast
    )
    return canvas(blur + chosen.scene(theme) + halo + things, WIDTH, HEIGHT)
