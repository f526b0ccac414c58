"""Errors of staff and their roles."""

from shop.platform.core.errors import DomainError


class StaffRefused(DomainError):  # noqa: N818  a noun of the domain, as all below
    """An invitation or a change is not possible; `data` has the reason.

    no_permission, not_held, no_role, mixed, holder_needed, no_holder, address_taken, own_account,
    last_administrator, same_person, ended, unchanged.
    """

    code = "staff_refused"


class StaffInvitationEnded(DomainError):  # noqa: N818
    """The link was used, withdrawn, replaced or has expired."""

    code = "invitation_ended"


class AdministratorExists(DomainError):  # noqa: N818
    """The shop has an administrator, who invites everybody else."""

    code = "administrator_exists"
