"""What goods of a category usually weigh and measure; what lies beyond is asked about; pure."""

from collections.abc import Iterator, Mapping

from catalog.imports.errors import WARNING, Problem
from catalog.imports.reference import Band, CategoryFact

SIDES = ("length_mm", "width_mm", "height_mm")
CODE = "unusual"


def check_measures(article: Mapping[str, str], category: CategoryFact | None) -> Iterator[Problem]:
    """Yield warnings of a weight and of a longest side that the category's goods do not have."""
    if category is None:
        return
    if weight := article.get("weight_g"):
        yield from _beyond("weight_g", weight, category.weights, "g", category)
    sides = [(int(article[name]), name) for name in SIDES if article.get(name)]
    if len(sides) == len(SIDES):
        longest, name = max(sides, key=lambda side: side[0])
        yield from _beyond(name, str(longest), category.sides, "mm", category)


def _beyond(
    column: str, value: str, band: Band, unit: str, category: CategoryFact
) -> Iterator[Problem]:
    least, most = band
    if (least is None or least <= int(value)) and (most is None or int(value) <= most):
        return
    if least is not None and most is not None:
        usual = f"between {least} and {most} {unit}"
    else:
        usual = f"at least {least} {unit}" if most is None else f"at most {most} {unit}"
    message = f"{value} {unit} is unusual for {category.name}: {usual} is expected."
    yield Problem(CODE, column, message, "Check the unit.", WARNING)
