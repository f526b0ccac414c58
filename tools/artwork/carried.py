"""Things to carry and to play with: the tote bag and the ball."""

from tools.artwork.ornaments import emblem, scene
from tools.artwork.svg import (
    BLACK,
    clip,
    disc,
    fold,
    folds,
    ground,
    group,
    lettering,
    lift,
    line,
    oval,
    shape,
    stitch,
    weave,
    zoom,
)
from tools.artwork.themes import Theme

_BAG = "M306 420H894L926 1030C927 1052 914 1066 892 1066H308C286 1066 273 1052 274 1030Z"
_CANVAS = "#f4eee0"
_BALL = "M220 600a380 380 0 1 1 760 0a380 380 0 1 1 -760 0Z"
_BLADE = "M0 0C90 -90 100 -240 30 -420L260 -420C300 -230 220 -70 0 0Z"


def tote(theme: Theme) -> str:
    """A canvas tote with a large print."""
    back = "M438 426C430 180 520 150 600 150C680 150 770 180 762 426"
    front = "M410 470C396 160 510 100 600 100C690 100 804 160 790 470"
    window = "M400 520H800V830H400Z"
    cloth = "".join(
        [
            shape(_BAG, _CANVAS),
            clip("tote-window", window, scene(theme, (400, 520, 400, 310), "tote-scene")),
            lettering(theme.word, (600, 924, 410), theme.inks[2], 92, BLACK),
            lettering(theme.line, (600, 976, 380), theme.inks[2], 40),
            folds(
                fold("M330 460C340 640 320 860 320 1040", 0.16, 36),
                fold("M872 460C862 640 884 860 884 1040", 0.26, 40),
                fold("M360 440C480 480 720 480 840 440", 0.14, 26),
                fold("M520 1050C560 980 660 1010 720 1050", 0.12, 26),
            ),
            weave(0.45),
        ]
    )
    return "".join(
        [
            ground(600, 1072, 340, 0.36),
            line(back, theme.inks[2], 40),
            line(back, "#000", 40, 'opacity=".3"'),
            lift(_BAG, 12, 0.26),
            clip("tote", _BAG, cloth),
            stitch("M306 446H894M300 462H898"),
            line(front, "#000", 44, 'opacity=".2" filter="url(#edge)"'),
            line(front, theme.inks[0], 42),
            stitch("M396 466C384 150 500 86 600 86C700 86 816 150 804 466", "#fff", 0.5),
            shape("M388 470h44v54h-44ZM768 470h44v54h-44Z", theme.inks[0]),
            stitch("M392 474l36 46M428 474l-36 46M772 474l36 46M808 474l-36 46", "#fff", 0.8),
        ]
    )


def tote_detail(theme: Theme) -> str:
    """The print and the weave of the bag from near."""
    return group(zoom(tote(theme), 600, 690, 1.7), "rotate(6 600 600)")


def _ball(theme: Theme, turn: float, mark: str) -> str:
    first, second, deep, fourth, pale = theme.inks
    blades = "".join(
        f'<g transform="rotate({turn + index * 60})">{shape(_BLADE, color)}'
        f"{line(_BLADE, '#000', 4, 'opacity=".35"')}</g>"
        for index, color in enumerate((first, deep, second, fourth, deep, pale))
    )
    inside = "".join(
        [
            disc(600, 600, 380, "#fdfcf8"),
            group(blades, "translate(600 600)"),
            mark,
            disc(600, 600, 380, "url(#sphere)"),
        ]
    )
    shine = oval((450, 400, 120, 80), "#fff", 'opacity=".5" filter="url(#softer)"')
    return ground(600, 990, 300, 0.44) + clip("ball", _BALL, inside + shine)


def ball(theme: Theme) -> str:
    """A sport ball with six blades and an emblem."""
    return _ball(theme, 10, emblem(theme, 600, 600, 130, "ball-emblem"))


def ball_back(theme: Theme) -> str:
    """The other side of the ball: a band of tiles with the word."""
    band = "M200 520C400 580 800 580 1000 520V690C800 750 400 750 200 690Z"
    size = min(96, 460 / (len(theme.word) * 0.74))
    word = (
        '<path id="ball-bow" d="M250 640C420 690 780 690 950 640" fill="none"/>'
        f'<text font-family="{BLACK}" font-size="{size:.1f}" fill="#fffaf0" text-anchor="middle">'
        f'<textPath xlink:href="#ball-bow" startOffset="50%">{theme.word}</textPath></text>'
    )
    return _ball(theme, 40, shape(band, theme.inks[2]) + line(band, "#fdfcf8", 12) + word)
