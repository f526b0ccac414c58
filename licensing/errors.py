"""What refuses a change of rights."""

from shop.platform.core.errors import DomainError


class AgreementLocked(DomainError):  # noqa: N818  a noun of the domain, as all below
    """An agreement beyond its draft is not edited: a new version supersedes it."""

    code = "agreement_locked"


class AgreementStateConflict(DomainError):  # noqa: N818
    """The agreement's status does not lead there."""

    code = "agreement_state_conflict"


class SecondPersonNeeded(DomainError):  # noqa: N818
    """Who drafted an agreement cannot activate it."""

    code = "second_person_needed"


class WindowOutsideTerm(DomainError):  # noqa: N818
    """A grant's window reaches beyond its agreement's term."""

    code = "window_outside_term"


class MarkNotHeld(DomainError):  # noqa: N818
    """The licensor does not hold the mark in that window."""

    code = "mark_not_held"


class GrantClash(DomainError):  # noqa: N818
    """An exclusive grant meets another licensee's; `data` names the other grant and agreement."""

    code = "grant_clash"


class BackDated(DomainError):  # noqa: N818
    """A change with effect in the past would rewrite history."""

    code = "back_dated"


class UnitCapReached(DomainError):  # noqa: N818
    """The units that a grant allows are sold; `data` names the grant."""

    code = "unit_cap_reached"


class SellOffStockSold(DomainError):  # noqa: N818
    """The stock declared for a sell-off is sold; `data` names agreement and product."""

    code = "sell_off_stock_sold"


class PassiveSalesStay(DomainError):  # noqa: N818
    """Sales on request within the EEA end only by exclusivity and counsel's reference."""

    code = "passive_sales_stay"


class EndedAlready(DomainError):  # noqa: N818
    """What is to be ended has ended before; `data` says when."""

    code = "ended_already"


class SuccessionCircle(DomainError):  # noqa: N818
    """A holder would succeed itself in the end."""

    code = "succession_circle"


class HoldingClash(DomainError):  # noqa: N818
    """Somebody else holds the mark there at that time; `data` names the holding."""

    code = "holding_clash"


class LicenseeStateConflict(DomainError):  # noqa: N818
    """The licensee is not in the state that the change starts from."""

    code = "licensee_state_conflict"


class FactoryApproved(DomainError):  # noqa: N818
    """The factory is approved on the agreement already; `data` names it."""

    code = "factory_approved"


class AuditWithoutTime(DomainError):  # noqa: N818
    """An audit would hold no single day."""

    code = "audit_without_time"
