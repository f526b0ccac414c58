"""Labels of the codes by which products are filtered: kinds, colors, filters, sort orders."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.commerce.listing.list_query import Sort
from shop.web.locale_names import noc_name

FACETS: dict[str, Promise] = {
    "games": _("Games"),
    "sport": _("Sport"),
    "noc": _("Country"),
    "kind": _("Product type"),
    "color": _("Color"),
    "size": _("Size"),
}
SORTS: dict[Sort, Promise] = {
    Sort.BEST_MATCH: _("Best match"),
    Sort.NEWEST: _("Newest"),
    Sort.PRICE_UP: _("Price: low to high"),
    Sort.PRICE_DOWN: _("Price: high to low"),
}
KINDS: dict[str, Promise] = {
    "bag": _("Bags"),
    "ball": _("Balls"),
    "book": _("Books"),
    "bottle": _("Bottles"),
    "cap": _("Caps"),
    "hoodie": _("Hoodies"),
    "jacket": _("Jackets"),
    "keyring": _("Keyrings"),
    "mug": _("Mugs"),
    "pin": _("Pins"),
    "plush": _("Plush toys"),
    "poster": _("Posters"),
    "scarf": _("Scarves"),
    "sticker": _("Stickers"),
    "tote": _("Tote bags"),
    "towel": _("Towels"),
    "tshirt": _("T-shirts"),
}
COLORS: dict[str, Promise] = {
    "black": _("Black"),
    "blue": _("Blue"),
    "coral": _("Coral"),
    "gold": _("Gold"),
    "gray": _("Gray"),
    "green": _("Green"),
    "navy": _("Navy"),
    "orange": _("Orange"),
    "pink": _("Pink"),
    "red": _("Red"),
    "silver": _("Silver"),
    "white": _("White"),
    "yellow": _("Yellow"),
}
_WORDS = {"kind": KINDS, "color": COLORS}


def value_label(facet: str, value: str, stored: str | None = None) -> str:
    """Return the label of a filter's value: a stored name, a translated word, or the code."""
    if stored:
        return noc_name(stored) if facet == "noc" else stored
    if facet == "size":
        return value
    word = _WORDS.get(facet, {}).get(value)
    return str(word) if word else value.replace("-", " ").capitalize()
