"""Errors of the papers of a company."""

from shop.platform.core.errors import DomainError


class DocumentRefused(DomainError):  # noqa: N818  a noun of the domain, as all below
    """A document cannot be stored; `data` has the reason: empty, too_large, unknown_format,
    too_many.
    """

    code = "document_refused"


class BankDetailsRefused(DomainError):  # noqa: N818
    """Bank details are not valid; `data` has the field: iban, bic."""

    code = "bank_details_refused"


class TaxNumberRefused(DomainError):  # noqa: N818
    """A tax number is not valid; `data` has the field: vat_number."""

    code = "tax_number_refused"


class ApplicationDecided(DomainError):  # noqa: N818
    """Another officer has accepted or declined the application."""

    code = "application_decided"
