"""Names of what a public page may depend on; the triggers write them, the readers record them.

A page is out of date as soon as one of its scopes was changed by a transaction that it did not see.
"""

SETTINGS = "settings"  # markets, delivery, tax, territories, categories, Games, sports, limits
LISTS = "lists"  # which products are listed at all, and the facts by which they are filtered
STOCK = "stock"  # which articles are in stock: lists with that filter
TEXT = "text"  # search documents, synonyms and the words of corrections


def product_scope(product_id: int) -> str:
    """Return the scope of a product with its variants: content, pictures, prices, availability."""
    return f"p:{product_id}"


def market_scope(market_id: int) -> str:
    """Return the scope of a market's prices."""
    return f"m:{market_id}"


# Triggers of these tables note `SETTINGS` for any write.
SETTINGS_TABLES = (
    "catalogue_category",
    "catalogue_embargo",
    "catalogue_sport",
    "fulfillment_deliverymethod",
    "inventory_location",
    "inventory_location_ships_to",
    "licensing_gamesedition",
    "licensing_noc",
    "markets_market",
    "markets_market_ship_to",
    "markets_sellingentity",
    "markets_taxrate",
    "ordering_defaultlimit",
)
# Triggers of these tables note `TEXT`.
TEXT_TABLES = ("catalogue_searchsynonym", "catalogue_searchword")
# Columns of a product that no public page shows or selects by.
UNSEEN_COLUMNS = frozenset(
    {"id", "date_created", "date_updated", "priority", "rating", "search_document"}
)
# Columns by which lists select, order or count.
LISTED_COLUMNS = (
    "is_public",
    "structure",
    "parent_id",
    "kind",
    "games_id",
    "noc_id",
    "sport_id",
    "rights_profile_id",
    "released",
    "released_territories",
    "color",
    "size",
    "size_position",
)
# Units above which a page shows no difference: more than the last "only a few left" and as many as
# may be chosen at once. A test compares it with both.
SHOWN_UNITS = 10
