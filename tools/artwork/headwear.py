"""Cap and scarf."""

from tools.artwork.ornaments import emblem, tiles
from tools.artwork.svg import (
    BLACK,
    clip,
    fold,
    folds,
    ground,
    group,
    is_dark,
    lettering,
    lift,
    line,
    oval,
    rect,
    shape,
    stitch,
    weave,
    zoom,
)
from tools.artwork.themes import Theme

_DOME = (
    "M262 710C246 430 400 236 600 236C800 236 954 430 938 710"
    "C840 660 720 642 600 642C480 642 360 660 262 710Z"
)
_BRIM = (
    "M262 710C360 660 480 642 600 642C720 642 840 660 938 710C1012 764 1034 836 1000 886"
    "C910 850 770 830 600 830C430 830 290 850 200 886C166 836 188 764 262 710Z"
)
_SIDE = (
    "M232 690C220 420 380 250 606 244C850 240 990 420 1000 676"
    "C900 716 760 726 620 722C480 726 330 726 232 690Z"
)
_SIDE_BRIM = (
    "M234 686C120 720 60 800 78 852C96 892 200 868 330 848C500 822 680 838 806 800"
    "C830 770 790 732 700 722C560 716 380 726 234 686Z"
)


def _brim_color(theme: Theme) -> str:
    return theme.inks[0] if theme.inks[0] != theme.base else theme.inks[2]


def _dome(theme: Theme) -> str:
    """The crown of the cap with its seams."""
    seams = "M600 236V642M600 236C450 320 400 480 400 664M600 236C750 320 800 480 800 664"
    return "".join(
        [
            shape(_DOME, theme.base),
            line(seams, "#000", 4, 'opacity=".3"'),
            stitch(
                "M588 240C436 330 388 480 388 664M612 240C764 330 812 480 812 664",
                theme.print_ink,
                0.5,
            ),
            folds(
                fold("M290 690C290 480 360 340 470 280", 0.2, 40, "#fff"),
                fold("M920 690C920 480 850 340 740 280", 0.4, 60),
                fold("M262 710C400 640 800 640 938 710", 0.36, 40),
            ),
            weave(),
        ]
    )


def _brim(theme: Theme) -> str:
    """The brim with its rows of stitches."""
    rows = "".join(
        f"M{250 - step * 12} {728 + step * 20}C{380 - step * 4} {672 + step * 22} "
        f"{820 + step * 4} {672 + step * 22} {950 + step * 12} {728 + step * 20}"
        for step in range(1, 6)
    )
    return "".join(
        [
            shape(_BRIM, _brim_color(theme)),
            stitch(rows, "#fff", 0.45),
            line(
                "M262 710C360 660 480 642 600 642C720 642 840 660 938 710",
                "#000",
                40,
                'opacity=".4" filter="url(#edge)"',
            ),
            folds(
                fold("M300 770C420 730 560 720 640 722", 0.26, 40, "#fff"),
                fold("M990 880C960 820 900 770 860 750", 0.3, 50),
            ),
            weave(),
        ]
    )


def cap(theme: Theme) -> str:
    """A cap from the front."""
    return "".join(
        [
            ground(600, 905, 400, 0.36),
            lift(_DOME, 24, 0.3),
            clip("cap-dome", _DOME, _dome(theme)),
            oval((600, 238, 28, 13), _brim_color(theme)),
            f'<g filter="url(#thread)">{emblem(theme, 600, 452, 104, "cap-emblem")}</g>',
            lift(_BRIM, 16, 0.34),
            clip("cap-brim", _BRIM, _brim(theme)),
            line(
                "M1000 886C910 850 770 830 600 830C430 830 290 850 200 886",
                "#000",
                7,
                'opacity=".3"',
            ),
        ]
    )


def _side_dome(theme: Theme) -> str:
    """The crown as seen from the side."""
    return "".join(
        [
            shape(_SIDE, theme.base),
            line(
                "M606 244C500 330 452 520 460 730M606 244C760 320 850 500 872 730",
                "#000",
                5,
                'opacity=".35"',
            ),
            stitch(
                "M594 246C488 334 438 520 446 730M618 246C772 326 862 500 884 730",
                theme.print_ink,
                0.5,
            ),
            oval((420, 400, 120, 150), "#fff", 'opacity=".2" filter="url(#softer)"'),
            shape(
                "M1000 676C990 500 930 360 840 300C930 420 950 560 930 720Z",
                "#000",
                'opacity=".35" filter="url(#soft)"',
            ),
            shape(
                "M232 690C330 640 760 650 1000 676V760H200Z",
                "#000",
                'opacity=".3" filter="url(#soft)"',
            ),
            weave(),
        ]
    )


def _side_brim(theme: Theme) -> str:
    """The brim as seen from the side."""
    return "".join(
        [
            shape(_SIDE_BRIM, _brim_color(theme)),
            line(
                "M234 686C380 726 560 716 700 722", "#000", 34, 'opacity=".4" filter="url(#edge)"'
            ),
            oval((300, 790, 170, 34), "#fff", 'opacity=".22" filter="url(#soft)"'),
            weave(),
        ]
    )


def cap_side(theme: Theme) -> str:
    """The cap from the side, with its word."""
    return "".join(
        [
            ground(560, 905, 400, 0.36),
            lift(_SIDE, 20),
            clip("side-dome", _SIDE, _side_dome(theme)),
            (
                f'<g filter="url(#thread)">{emblem(theme, 655, 480, 84, "side-emblem")}'
                f"{lettering(theme.word, (655, 646, 300), theme.print_ink, 58, BLACK)}</g>"
            ),
            clip("side-brim", _SIDE_BRIM, _side_brim(theme)),
            line(
                "M78 852C96 892 200 868 330 848C500 822 680 838 806 800", "#000", 7, 'opacity=".28"'
            ),
            oval((606, 244, 24, 13), _brim_color(theme)),
        ]
    )


def _fringe(x: float, top: float, bottom: float, color: str) -> str:
    step = 13
    threads = "".join(
        f"M{x} {top + n * step}q26 {4 if n % 2 else -4} {52 + (n * 7) % 12} 2"
        for n in range(int((bottom - top) // step) + 1)
    )
    return line(threads, color, 7)


def _knit(top: float, bottom: float) -> str:
    rows = "".join(f"M100 {top + n * 9}H1100" for n in range(int((bottom - top) // 9)))
    return line(rows, "#000", 2, 'opacity=".1"')


def _scarf_layer(theme: Theme, top: float, name: str, *, front: bool) -> str:
    """One half of the folded scarf, 230 units high, with fringe at its right."""
    left, right, bottom = 150, 990, top + 230
    outline = (
        f"M{left + 40} {top}H{right}V{bottom}H{left + 40}"
        f"Q{left - 10} {top + 115} {left + 40} {top}Z"
    )
    ground_color = theme.base if front else theme.inks[0]
    ink = theme.print_ink if front or is_dark(theme.inks[0]) else theme.inks[2]
    bands = "".join(
        rect((x, top, wide, 230), color)
        for x, wide, color in (
            (900, 26, theme.inks[1]),
            (936, 14, theme.inks[3]),
            (210, 14, theme.inks[3]),
        )
    )
    inner = "".join(
        [
            shape(outline, ground_color),
            bands,
            clip(
                f"{name}-tiles",
                f"M740 {top + 20}h148v190h-148Z",
                tiles(theme, (738, top + 20, 152, 190), 38),
            ),
            lettering(theme.word, (476, top + 152, 425), ink, 112, BLACK) if front else "",
            _knit(top, bottom),
            weave(),
            line(f"M{left} {bottom - 4}H{right}", "#000", 26, 'opacity=".22" filter="url(#edge)"'),
            line(f"M{left} {top + 12}H{right}", "#fff", 20, 'opacity=".22" filter="url(#edge)"'),
            line(f"M{left + 24} {top}V{bottom}", "#000", 44, 'opacity=".26" filter="url(#edge)"'),
        ]
    )
    return "".join(
        [
            lift(outline, 22, 0.34),
            _fringe(right - 4, top + 10, bottom - 6, theme.inks[1]),
            clip(name, outline, inner),
        ]
    )


def scarf(theme: Theme) -> str:
    """A knitted scarf folded in half."""
    folded = _scarf_layer(theme, 590, "scarf-under", front=False) + _scarf_layer(
        theme, 400, "scarf-over", front=True
    )
    return group(folded, "rotate(-8 600 600)")


def scarf_detail(theme: Theme) -> str:
    """The knit and the fringe from near."""
    return zoom(scarf(theme), 830, 530, 2)
