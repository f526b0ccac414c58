"""Security labels of an article: a first and a last one, issued to the licensee, enough; pure."""

from collections.abc import Iterator, Mapping

from catalog.imports.errors import ERROR, Problem
from catalog.imports.reference import Reference
from licensing.rules.factories import SerialRange, is_issued, parse_serial, parse_serial_range

FIRST, LAST = "label_serial_from", "label_serial_to"
HALF, ORDER, NOT_ISSUED, TOO_FEW = "half", "label_order", "label_not_issued", "label_too_few"
USED, OVERLAP = "label_used", "label_overlap"
ASK = "Take labels of your own that no article has."


def check_labels(article: Mapping[str, str], known: Reference) -> Iterator[Problem]:
    """Yield what is wrong with an article's labels by themselves."""
    first, last = article.get(FIRST, ""), article.get(LAST, "")
    if not first and not last:
        return
    if not first or not last:
        column = LAST if first else FIRST
        yield Problem(HALF, column, "Labels have a first and a last one.", "Fill in both or none.")
        return
    labels = parse_serial_range(first, last)
    if labels is None:
        yield Problem(ORDER, LAST, *_no_range(first, last))
    elif not is_issued(labels, known.labels):
        message = f"Not all labels from {first} to {last} were issued to you."
        yield Problem(NOT_ISSUED, FIRST, message, _issued(labels, known))


def labels_of(article: Mapping[str, str]) -> SerialRange | None:
    """Return an article's labels; None when it has none, or none that can be read."""
    first, last = article.get(FIRST), article.get(LAST)
    return parse_serial_range(first, last) if first and last else None


def too_few(article: Mapping[str, str]) -> dict[str, str] | None:
    """Return, as it is stored, that an article has more units in stock than labels."""
    labels = labels_of(article)
    if labels is None:
        return None
    units = sum(int(value) for name, value in article.items() if _is_stock(name) and value)
    if units <= labels.count:
        return None
    message = f"{labels.count} labels are too few for {units} units in stock."
    return _stored(TOO_FEW, LAST, message, "Each unit has a label of its own.")


def used(first: str, last: str, sku: str) -> dict[str, str]:
    """Return, as it is stored, that labels are another article's; `sku` "" is nobody's to know."""
    whose = f"article {sku}" if sku else "another article"
    return _stored(USED, FIRST, f"Labels from {first} to {last} are on {whose}.", ASK)


def _no_range(first: str, last: str) -> tuple[str, str]:
    start, end = parse_serial(first), parse_serial(last)
    if start and end and start[0] == end[0]:
        return f"{last} comes before {first}.", "Swap the two."
    message = f"{first} and {last} are not of one series."
    return message, "All but the number at the end is alike, as AB-0001 and AB-0250."


def _issued(labels: SerialRange, known: Reference) -> str:
    own = known.labels.get(labels.series)
    if not own:
        return "Look at the delivery note of your labels."
    width = labels.series.count("#")
    shown = ", ".join(f"{start:0{width}} to {end:0{width}}" for start, end in own[:3])
    return f"Of the series {labels.series} yours are {shown}{' …' if len(own) > 3 else '.'}"  # noqa: PLR2004  enough to see


def _is_stock(name: str) -> bool:
    return name.startswith("stock_")


def _stored(code: str, column: str, message: str, fix: str) -> dict[str, str]:
    return {"code": code, "column": column, "message": message, "fix": fix, "level": ERROR}
