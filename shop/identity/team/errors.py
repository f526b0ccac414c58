"""Errors of a licensee's team and keys."""

from shop.platform.core.errors import DomainError


class InvitationRefused(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The person cannot be invited; `data` has the reason: member, too_many."""

    code = "invitation_refused"


class InvitationEnded(DomainError):  # noqa: N818
    """The link was used, withdrawn, replaced or has expired."""

    code = "invitation_ended"


class AddressTaken(DomainError):  # noqa: N818
    """The invited address has an account already."""

    code = "address_taken"


class LastOwner(DomainError):  # noqa: N818
    """A licensee needs at least one active owner."""

    code = "last_owner"


class KeyRefused(DomainError):  # noqa: N818
    """A key cannot be made so; `data` has the reason: no_scope, unknown_scope,
    unknown_expiry, too_many, ended.
    """

    code = "key_refused"
