"""Checks of an article's security labels: range, issue to the licensee, number. Pure."""

from collections.abc import Iterator, Mapping

from catalog.imports.errors import ERROR, Problem
from catalog.imports.reference import Reference
from licensing.rules.factories import SerialRange, is_issued, parse_serial, parse_serial_range

FIRST, LAST = "label_serial_from", "label_serial_to"
HALF, ORDER, NOT_ISSUED, TOO_FEW = "half", "label_order", "label_not_issued", "label_too_few"
USED, OVERLAP = "label_used", "label_overlap"
ASK = "Use labels of yours that are not on another article."


def check_labels(article: Mapping[str, str], reference: Reference) -> Iterator[Problem]:
    """Yield the problems of an article's label range."""
    first, last = article.get(FIRST, ""), article.get(LAST, "")
    if not first and not last:
        return
    if not first or not last:
        column = LAST if first else FIRST
        yield Problem(
            HALF, column, "Labels need a first and a last serial.", "Fill in both or none."
        )
        return
    labels = parse_serial_range(first, last)
    if labels is None:
        yield Problem(ORDER, LAST, *_describe_invalid_range(first, last))
    elif not is_issued(labels, reference.labels):
        message = f"Not all labels from {first} to {last} were issued to you."
        yield Problem(NOT_ISSUED, FIRST, message, _describe_issued(labels, reference))


def find_labels(article: Mapping[str, str]) -> SerialRange | None:
    """Return an article's label range, or None if it has none or an invalid one."""
    first, last = article.get(FIRST), article.get(LAST)
    return parse_serial_range(first, last) if first and last else None


def check_label_count(article: Mapping[str, str]) -> dict[str, str] | None:
    """Return the stored problem if an article has more units in stock than labels, or None."""
    labels = find_labels(article)
    if labels is None:
        return None
    units = sum(int(value) for name, value in article.items() if _is_stock(name) and value)
    if units <= labels.count:
        return None
    message = f"{labels.count} labels are too few for {units} units in stock."
    return _as_stored(TOO_FEW, LAST, message, "Each unit needs its own label.")


def labels_in_use(first: str, last: str, sku: str) -> dict[str, str]:
    """Return the stored problem of labels on another article; `sku` "" keeps it anonymous."""
    whose = f"article {sku}" if sku else "another article"
    return _as_stored(USED, FIRST, f"Labels from {first} to {last} are on {whose}.", ASK)


def _describe_invalid_range(first: str, last: str) -> tuple[str, str]:
    start, end = parse_serial(first), parse_serial(last)
    if start and end and start[0] == end[0]:
        return f"{last} comes before {first}.", "Swap the two."
    message = f"{first} and {last} are not of one series."
    return message, "Only the number at the end may differ, such as AB-0001 and AB-0250."


def _describe_issued(labels: SerialRange, reference: Reference) -> str:
    own = reference.labels.get(labels.series)
    if not own:
        return "Check the delivery note of your labels."
    width = labels.series.count("#")
    ranges = ", ".join(f"{start:0{width}} to {end:0{width}}" for start, end in own[:3])
    return f"Your labels of the series {labels.series}: {ranges}{' …' if len(own) > 3 else '.'}"  # noqa: PLR2004  enough to see


def _is_stock(name: str) -> bool:
    return name.startswith("stock_")


def _as_stored(code: str, column: str, message: str, fix: str) -> dict[str, str]:
    return {"code": code, "column": column, "message": message, "fix": fix, "level": ERROR}
