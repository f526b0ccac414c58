"""Refusals of VAT numbers."""

from shop.platform.core.errors import DomainError

VAT_REASONS = ("no_company", "format", "invalid", "other_name")


class VatNumberRefused(DomainError):  # noqa: N818  a noun of the domain
    """A VAT number that is not accepted; `data` has the reason and the field.

    Reasons: no_company, format (wrong length or check digit), invalid (VIES does not know it),
    other_name (it belongs to another company).
    """

    code = "vat_number_refused"
