"""Clothing: the T-shirt and the hoodie, front and back."""

from tools.artwork.ornaments import emblem, tiles
from tools.artwork.svg import (
    BLACK,
    clip,
    fold,
    folds,
    ground,
    is_dark,
    lettering,
    lift,
    line,
    shape,
    stitch,
    weave,
    zoom,
)
from tools.artwork.themes import Theme

_TEE = (
    "M452 178C500 232 700 232 748 178L826 210C900 238 946 270 972 326L1066 530C1072 544 1068 554 "
    "1054 561L930 618C918 623 908 620 902 608L862 526L874 1010C874 1030 866 1040 846 1042C700 1056 "
    "500 1056 354 1042C334 1040 326 1030 326 1010L338 526L298 608C292 620 282 623 270 618L146 561"
    "C132 554 128 544 134 530L228 326C254 270 300 238 374 210Z"
)
_NECK = "M452 178C500 150 700 150 748 178C700 232 500 232 452 178Z"
_HOODIE = (
    "M430 240C330 252 270 290 246 362L150 850C146 880 158 900 190 908L262 922C290 926 306 914 312 "
    "890L360 640L352 1020C352 1046 370 1062 400 1066H800C830 1062 848 1046 848 1020L840 640L888 890"
    "C894 914 910 926 938 922L1010 908C1042 900 1054 880 1050 850L954 362C930 290 870 252 770 240"
    "L600 300Z"
)
_HOOD = (
    "M404 300C372 180 470 96 600 96C730 96 828 180 796 300"
    "C760 360 680 410 600 430C520 410 440 360 404 300Z"
)
_OPENING = (
    "M452 286C440 206 512 158 600 158C688 158 760 206 748 286"
    "C720 340 660 376 600 394C540 376 480 340 452 286Z"
)


def _creases(theme: Theme) -> str:
    light = 0.1 if is_dark(theme.base) else 0.18
    return folds(
        fold("M338 526C352 700 350 860 372 1020", 0.24),
        fold("M862 526C850 700 852 860 830 1020", 0.24),
        fold("M300 270C350 370 352 440 340 530", 0.28, 26),
        fold("M900 270C850 370 848 440 860 530", 0.28, 26),
        fold("M470 930C560 900 640 990 760 940", 0.12, 30),
        fold("M420 300C520 350 690 342 780 296", 0.1, 30),
        fold("M400 450C408 620 404 760 430 940", light, 40, "#fff"),
        fold("M788 440C780 620 786 760 764 960", light, 40, "#fff"),
        fold("M214 390C190 450 180 490 170 530", light, 26, "#fff"),
    )


def _tee(theme: Theme, printed: str, neck: str) -> str:
    return "".join(
        [
            ground(600, 1066, 320),
            lift(_TEE),
            neck,
            clip(
                "tee",
                _TEE,
                f'<path d="{_TEE}" fill="{theme.base}"/>' + printed + _creases(theme) + weave(),
            ),
            stitch("M330 1010C500 1030 700 1030 870 1010M158 536L282 594M1042 536L918 594"),
        ]
    )


def tshirt(theme: Theme) -> str:
    """A T-shirt with a round print."""
    printed = (
        emblem(theme, 600, 520, 170, "tee-emblem")
        + lettering(theme.word, (600, 800, 400), theme.print_ink, 92, BLACK)
        + lettering(theme.line, (600, 852, 360), theme.print_ink, 40)
    )
    neck = shape(_NECK, theme.base) + shape(_NECK, "#000", 'opacity=".36"')
    collar = line("M452 178C500 232 700 232 748 178", theme.inks[0], 17)
    return _tee(theme, printed, neck) + collar + stitch("M444 192C498 254 702 254 756 192")


def tshirt_back(theme: Theme) -> str:
    """The back of the T-shirt: a large word over a band of tiles."""
    band = "M400 470H800V560H400Z"
    printed = (
        lettering(theme.word, (600, 430, 420), theme.print_ink, 110, BLACK)
        + clip("tee-band", band, tiles(theme, (400, 470, 400, 90), 45))
        + lettering(theme.line, (600, 620, 390), theme.print_ink, 44)
    )
    yoke = "M452 178C500 196 700 196 748 178C700 166 500 166 452 178Z"
    collar = line("M452 178C500 204 700 204 748 178", theme.inks[0], 17)
    cover = shape("M452 178C500 204 700 204 748 178V240H452Z", theme.base)
    return _tee(theme, printed, shape(yoke, theme.base) + cover) + collar


def _hoodie_body(theme: Theme, printed: str) -> str:
    light = 0.1 if is_dark(theme.base) else 0.2
    ribs = "".join(f"M{x} 1030V1062" for x in range(372, 840, 14))
    return clip(
        "hoodie",
        _HOODIE,
        "".join(
            [
                shape(_HOODIE, theme.base),
                printed,
                shape("M340 1018H860V1070H340Z", "#000", 'opacity=".12"'),
                line(ribs, "#000", 3, 'opacity=".22"'),
                shape("M140 838L320 874L308 930L130 900Z", "#000", 'opacity=".12"'),
                shape("M1060 838L880 874L892 930L1070 900Z", "#000", 'opacity=".12"'),
                folds(
                    fold("M356 460C372 620 360 820 372 1010", 0.3),
                    fold("M844 460C828 620 840 820 828 1010", 0.3),
                    fold("M300 360C260 560 230 700 214 850", light, 30, "#fff"),
                    fold("M900 360C940 560 970 700 986 850", 0.16, 30),
                    fold("M450 480C440 620 450 700 430 780", light, 40, "#fff"),
                    fold("M520 1000C600 960 680 1010 760 980", 0.14, 26),
                ),
                weave(),
            ]
        ),
    )


def hoodie(theme: Theme) -> str:
    """A hoodie with strings, a pouch and a round print."""
    printed = emblem(theme, 600, 580, 112, "hoodie-emblem") + lettering(
        theme.word, (600, 772, 400), theme.print_ink, 72, BLACK
    )
    pouch = "M430 820H770L824 960V1004H376V960Z"
    strings = "".join(
        line(f"M{x} 388C{x - bend} 440 {x + bend} 500 {x} 560", theme.inks[0], 11)
        + line(f"M{x} 546V574", "#d8dbe0", 13)
        for x, bend in ((548, 8), (652, -8))
    )
    lining = clip(
        "lining",
        _OPENING,
        shape(_OPENING, theme.inks[0])
        + shape(_OPENING, "#000", 'opacity=".3"')
        + folds(fold("M452 286C470 200 730 200 748 286", 0.5, 70)),
    )
    return "".join(
        [
            ground(600, 1086, 330),
            lift(_HOODIE),
            _hoodie_body(theme, printed),
            shape(pouch, "#000", 'opacity=".07"'),
            stitch(pouch, theme.print_ink, 0.5),
            lift(_HOOD, 14, 0.4),
            clip(
                "hood",
                _HOOD,
                shape(_HOOD, theme.base)
                + folds(
                    fold("M430 300C400 190 500 110 620 116", 0.16, 40, "#fff"),
                    fold("M790 250C770 350 680 400 600 430", 0.3, 30),
                )
                + weave(),
            ),
            lining,
            stitch(_OPENING, theme.print_ink, 0.5),
            strings,
        ]
    )


def hoodie_detail(theme: Theme) -> str:
    """The print and the strings of the hoodie from near."""
    return zoom(hoodie(theme), 600, 590, 1.9)
