"""Things for the table and the wall: mug, bottle and poster."""

from tools.artwork.ornaments import emblem, scene, tiles
from tools.artwork.svg import (
    BLACK,
    clip,
    fold,
    folds,
    ground,
    group,
    lettering,
    lift,
    line,
    oval,
    rect,
    shape,
)
from tools.artwork.themes import Theme

_MUG = "M300 330V860C300 930 420 972 570 972S840 930 840 860V330Z"
_BOTTLE = (
    "M440 380C440 310 520 300 520 232H680C680 300 760 310 760 380V1000C760 1044 736 1066 700 1066"
    "H500C464 1066 440 1044 440 1000Z"
)


def _handle() -> str:
    return "".join(
        [
            line("M836 456C1010 420 1030 560 1010 640C990 730 900 770 838 772", "#dcd9d2", 62),
            line(
                "M836 450C1010 414 1030 556 1010 636C990 724 900 764 838 766",
                "#fff",
                26,
                'opacity=".85"',
            ),
            line(
                "M852 500C960 478 972 560 956 628C940 690 890 718 846 722",
                "#000",
                16,
                'opacity=".14" filter="url(#edge)"',
            ),
        ]
    )


def _mug(theme: Theme, printed: str) -> str:
    body = "".join(
        [
            shape(_MUG, "#fdfcf9"),
            printed,
            (
                rect((300, 300, 540, 700), "url(#round)", 'opacity=".8"')
                + rect((360, 330, 46, 660), "#fff", 'opacity=".5" filter="url(#edge)"')
            ),
        ]
    )
    return "".join(
        [
            ground(610, 978, 350, 0.34),
            _handle(),
            clip("mug-body", _MUG, body),
            oval((570, 330, 270, 62), "#fbfaf6"),
            oval((570, 334, 250, 52), theme.inks[0]),
            oval((570, 334, 250, 52), "url(#inside)"),
            oval((570, 330, 262, 58), "none", 'stroke="#fff" stroke-width="7"'),
        ]
    )


def mug(theme: Theme) -> str:
    """A mug with a wide band of tiles and a word on its bow."""
    band = "M300 440C360 486 780 486 840 440V800C780 850 360 850 300 800Z"
    stripe = "M300 550C360 594 780 594 840 550V700C780 748 360 748 300 700Z"
    size = min(86, 420 / (len(theme.word) * 0.74))
    word = (
        '<path id="mug-bow" d="M300 656C360 704 780 704 840 656" fill="none"/>'
        f'<text font-family="{BLACK}" font-size="{size:.1f}" fill="{theme.inks[2]}" '
        'text-anchor="middle">'
        f'<textPath xlink:href="#mug-bow" startOffset="50%">{theme.word}</textPath></text>'
    )
    printed = clip(
        "mug-band", band, tiles(theme, (290, 430, 560, 420), 70) + shape(stripe, "#fdfcf9") + word
    )
    return group(_mug(theme, printed), "translate(-20 -20)")


def mug_back(theme: Theme) -> str:
    """The other side of the mug: handle to the left, round emblem."""
    flipped = group(_mug(theme, ""), "translate(1180 -20) scale(-1 1)")
    mark = emblem(theme, 610, 640, 150, "mug-emblem")
    light = rect((455, 440, 310, 360), "url(#round)", 'opacity=".28"')
    disc_edge = "M441 640a169 169 0 1 1 338 0a169 169 0 1 1 -338 0Z"
    return flipped + mark + clip("mug-light", disc_edge, light)


def _bottle(theme: Theme, printed: str) -> str:
    body = "".join(
        [
            shape(_BOTTLE, theme.base),
            printed,
            (
                rect((440, 220, 320, 860), "url(#round)")
                + rect((482, 330, 26, 700), "#fff", 'opacity=".55" filter="url(#edge)"')
                + rect((440, 1036, 320, 40), "url(#steel)", 'opacity=".9"')
            ),
        ]
    )
    lid = "M516 120H684Q700 120 700 138V224H500V138Q500 120 516 120Z"
    return "".join(
        [
            ground(600, 1072, 220, 0.42),
            clip("bottle-body", _BOTTLE, body),
            rect((512, 214, 176, 26), "url(#steel)"),
            line("M540 122C540 50 660 50 660 122", theme.inks[2], 26),
            clip(
                "bottle-lid",
                lid,
                shape(lid, theme.inks[2]) + rect((500, 110, 200, 120), "url(#round)"),
            ),
        ]
    )


def bottle(theme: Theme) -> str:
    """A steel bottle with an emblem and a word upright."""
    printed = (
        emblem(theme, 600, 500, 108, "bottle-emblem")
        + clip("bottle-tiles", "M440 900H760V1036H440Z", tiles(theme, (440, 900, 320, 136), 45.4))
        + lettering(theme.word, (600, 740, 250), theme.print_ink, 90, BLACK)
        + lettering(theme.line, (600, 790, 240), theme.print_ink, 36)
    )
    return _bottle(theme, printed)


def bottle_back(theme: Theme) -> str:
    """The back of the bottle: the word along its length over tiles."""
    word = group(
        lettering(theme.word, (0, 0, 520), theme.print_ink, 150, BLACK),
        "translate(648 660) rotate(-90)",
    )
    strip = clip("bottle-strip", "M440 400H500V1036H440Z", tiles(theme, (440, 400, 60, 640), 60))
    return _bottle(theme, strip + word)


def _sheet(theme: Theme, x: float, y: float, wide: float, name: str) -> str:
    """The printed sheet; its height is 1.4 times its width."""
    tall = wide * 1.4
    unit = wide / 580
    ink = "#fffaf0" if theme.motif in {"crystal", "burst"} else theme.inks[2]
    foot = 70 * unit
    plate = (
        ""
        if theme.motif not in {"stripes", "chevron", "diamond"}
        else (rect((x, y, wide, 196 * unit), theme.sky))
    )
    return "".join(
        [
            scene(theme, (x, y, wide, tall), name),
            plate,
            lettering(
                theme.word, (x + wide / 2, y + 126 * unit, wide * 0.86), ink, 112 * unit, BLACK
            ),
            lettering(theme.line, (x + wide / 2, y + 174 * unit, wide * 0.8), ink, 38 * unit),
            rect((x, y + tall - foot, wide, foot), theme.inks[2]),
            lettering(
                "STADIUM STORE PRINTS",
                (x + wide / 2, y + tall - foot * 0.34, wide * 0.8),
                "#fffaf0",
                32 * unit,
            ),
            shape(
                f"M{x} {y}h{wide * 0.55}l{-wide * 0.48} {tall}h{-wide * 0.07}Z",
                "#fff",
                'opacity=".08"',
            ),
        ]
    )


def poster(theme: Theme) -> str:
    """A framed poster that stands on a shelf."""
    x, y, wide = 310, 110, 580
    tall = wide * 1.4
    frame = f"M{x - 34} {y - 34}H{x + wide + 34}V{y + tall + 34}H{x - 34}Z"
    return "".join(
        [
            (
                rect((0, 956, 1200, 244), "#dfe1e5")
                + rect((0, 956, 1200, 5), "#000", 'opacity=".07"')
            ),
            ground(610, 968, 330, 0.5),
            lift(frame, 20, 0.34),
            shape(frame, "url(#wood)"),
            (
                rect((x - 18, y - 18, wide + 36, tall + 36), "#fffdf8")
                + rect((x - 18, y - 18, wide + 36, 12), "#000", 'opacity=".12"')
            ),
            _sheet(theme, x, y, wide, "poster"),
        ]
    )


def poster_detail(theme: Theme) -> str:
    """The unframed sheet with a curled corner, seen at an angle."""
    x, y, wide = 300, 170, 620
    sheet = f"M{x - 24} {y - 24}H{x + wide + 24}V{y + wide * 1.4 + 24}H{x - 24}Z"
    drawn = "".join(
        [
            lift(sheet, 26, 0.42),
            shape(sheet, "#fffdf8"),
            _sheet(theme, x, y, wide, "sheet"),
            folds(
                fold(f"M{x + wide} {y}V{y + 800}", 0.2, 46),
                fold(f"M{x} {y}V{y + 800}", 0.3, 30, "#fff"),
            ),
        ]
    )
    return group(drawn, "rotate(-7 600 600) translate(0 -10)")
