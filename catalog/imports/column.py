"""What a column of the template is."""

from collections.abc import Callable
from dataclasses import dataclass

Parse = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `of` says whose it is: a "product"'s, an "article"'s (what is sold) or "both".

    A variant's product columns may be empty: they are its parent's. `required` counts for new
    products, or new articles; columns that only some goods need are in
    `catalog.imports.conditional_rules`.
    """

    name: str
    parse: Parse
    help: str
    example: str = ""
    of: str = "product"
    required: bool = False
    versioned: bool = False
    repeats: bool = True  # few different values: what was read once is remembered

    @property
    def is_price(self) -> bool:
        """Whether it is a market's price."""
        return self.name.startswith("price_")

    @property
    def is_stock(self) -> bool:
        """Whether it is a location's stock."""
        return self.name.startswith("stock_")
