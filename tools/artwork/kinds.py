"""The kinds of products that can be drawn, each with its two views."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.artwork import apparel, carried, headwear, homeware, plush, small
from tools.artwork.svg import canvas
from tools.artwork.themes import Theme

Drawing = Callable[[Theme], str]


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a product."""

    name: str
    draw: Drawing
    name_en: str
    name_fr: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of product with its views, the front first."""

    code: str
    name_en: str
    name_fr: str
    views: tuple[View, View]


def _kind(code: str, english: str, french: str, front: Drawing, second: Drawing) -> Kind:
    """Return a kind; the second view is its back if the drawing is named so, else a detail."""
    name = "back" if second.__name__.endswith("_back") else "detail"
    labels = {"back": ("back", "dos"), "detail": ("detail", "détail")}[name]
    return Kind(
        code, english, french, (View("front", front, "front", "face"), View(name, second, *labels))
    )


KINDS = {
    kind.code: kind
    for kind in (
        _kind("pin", "Enamel pin", "Pin's émaillé", small.pin, small.pin_card),
        _kind("plush", "Plush mascot", "Peluche mascotte", plush.plush, plush.plush_detail),
        _kind("mug", "Mug", "Mug", homeware.mug, homeware.mug_back),
        _kind("tshirt", "T-shirt", "T-shirt", apparel.tshirt, apparel.tshirt_back),
        _kind("hoodie", "Hoodie", "Sweat à capuche", apparel.hoodie, apparel.hoodie_detail),
        _kind("cap", "Cap", "Casquette", headwear.cap, headwear.cap_side),
        _kind("poster", "Poster", "Affiche", homeware.poster, homeware.poster_detail),
        _kind("scarf", "Scarf", "Écharpe", headwear.scarf, headwear.scarf_detail),
        _kind("tote", "Tote bag", "Sac en toile", carried.tote, carried.tote_detail),
        _kind("bottle", "Bottle", "Gourde", homeware.bottle, homeware.bottle_back),
        _kind("ball", "Ball", "Ballon", carried.ball, carried.ball_back),
        _kind("keyring", "Key ring", "Porte-clés", small.keyring, small.keyring_detail),
    )
}


def picture(theme: Theme, view: View) -> str:
    """The SVG document of one product picture."""
    return canvas(view.draw(theme))
