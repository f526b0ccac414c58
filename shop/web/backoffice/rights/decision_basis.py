"""The basis of a decision in words: grants with their parties, approvals and the mandate."""

from collections.abc import Iterable, Mapping, Sequence

from catalog.models import Approval
from licensing.models import Agreement, Grant, StoreMandate

OTHERS = "another rights holder"


def parties_of(agreement: Agreement | None) -> str:
    """Return the holder and the licensee of a visible agreement."""
    return f"{agreement.licensor} to {agreement.licensee}" if agreement else OTHERS


def basis_in_words(entries: Iterable[str], visible: Mapping[int, Agreement]) -> list[str]:
    """Return each entry of a decision's basis; agreements that are not visible stay unnamed.

    Entries are texts such as "grant:35" and "approval:285".
    """
    parts = [entry.partition(":") for entry in entries]
    by_kind: dict[str, list[int]] = {}
    for kind, _, number in parts:
        by_kind.setdefault(kind, []).append(int(number))
    names = {
        "grant": _grants(by_kind.get("grant", ()), visible),
        "approval": _approvals(by_kind.get("approval", ())),
        "mandate": _mandates(by_kind.get("mandate", ())),
        "sell-off": {pk: f"Sell-off of {row}" for pk, row in visible.items()},
    }
    return [
        names.get(kind, {}).get(int(number), f"{kind.replace('-', ' ').capitalize()} {number}")
        for kind, _, number in parts
    ]


def _grants(numbers: Sequence[int], visible: Mapping[int, Agreement]) -> dict[int, str]:
    words = {}
    agreement_ids = Grant.objects.filter(pk__in=numbers).values_list("pk", "agreement_id")
    for pk, agreement_id in agreement_ids:
        agreement = visible.get(agreement_id)
        under = f"under {agreement} ({parties_of(agreement)})" if agreement else f"of {OTHERS}"
        words[pk] = f"Grant {pk} {under}"
    return words


def _approvals(numbers: Sequence[int]) -> dict[int, str]:
    rows = Approval.objects.filter(pk__in=numbers).select_related("version", "holder")
    return {row.pk: f"Approval of version {row.version.number} by {row.holder}" for row in rows}


def _mandates(numbers: Sequence[int]) -> dict[int, str]:
    rows = StoreMandate.objects.filter(pk__in=numbers)
    return {row.pk: f"Mandate of the store: {row.name}" for row in rows}
