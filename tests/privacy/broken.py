"""The rules of the books, by name, for comparing before and after."""

from shop.orders.invariants.registry import check_invariants


def names_of_broken_rules() -> list[str]:
    """Return the names of the rules that do not hold."""
    return [finding.name for finding in check_invariants() if not finding.holds]
