"""Errors raised by changes of rights."""

from shop.platform.core.errors import DomainError


class AgreementLocked(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The agreement is not a draft and cannot be edited; create a new version instead."""

    code = "agreement_locked"


class AgreementStateConflict(DomainError):  # noqa: N818
    """The agreement's status does not allow the change."""

    code = "agreement_state_conflict"


class SecondPersonNeeded(DomainError):  # noqa: N818
    """An agreement must be activated by someone other than its authors."""

    code = "second_person_needed"


class FieldIsFixed(DomainError):  # noqa: N818
    """The field of a record identifies it and cannot be changed; `data` names the field."""

    code = "field_is_fixed"


class ProposalDecided(DomainError):  # noqa: N818
    """The proposal was approved or declined before; `data` has the instant."""

    code = "proposal_decided"


class WindowOutsideTerm(DomainError):  # noqa: N818
    """A grant's window extends beyond its agreement's term."""

    code = "window_outside_term"


class MarkNotHeld(DomainError):  # noqa: N818
    """The licensor does not hold the mark at the start of the window."""

    code = "mark_not_held"


class GrantClash(DomainError):  # noqa: N818
    """An exclusive grant overlaps another licensee's; `data` names that grant and agreement."""

    code = "grant_clash"


class BackDated(DomainError):  # noqa: N818
    """A change cannot take effect in the past."""

    code = "back_dated"


class UnitCapReached(DomainError):  # noqa: N818
    """All units allowed by a grant are sold; `data` names the grant."""

    code = "unit_cap_reached"


class SellOffStockSold(DomainError):  # noqa: N818
    """The declared stock of a sell-off is sold out; `data` names the agreement and product."""

    code = "sell_off_stock_sold"


class PassiveSalesRequired(DomainError):  # noqa: N818
    """Excluding passive sales requires an exclusive grant and counsel's reference."""

    code = "passive_sales_stay"


class AlreadyEnded(DomainError):  # noqa: N818
    """The period has already ended; `data` has the end."""

    code = "ended_already"


class CircularSuccession(DomainError):  # noqa: N818
    """A holder would become its own successor."""

    code = "succession_circle"


class HoldingClash(DomainError):  # noqa: N818
    """Another holder has the mark there at that time; `data` names the holding."""

    code = "holding_clash"


class LicenseeStateConflict(DomainError):  # noqa: N818
    """The licensee's status does not allow the change."""

    code = "licensee_state_conflict"


class FactoryApproved(DomainError):  # noqa: N818
    """The factory is already approved for the agreement; `data` names it."""

    code = "factory_approved"


class EmptyAuditPeriod(DomainError):  # noqa: N818
    """An audit must be valid for at least one day."""

    code = "audit_without_time"


class UnknownTerritory(DomainError):  # noqa: N818  a noun of the domain
    """Codes that are neither a territory nor a territory set; `data` lists them."""

    code = "unknown_territory"


class CircularTerritorySet(DomainError):  # noqa: N818
    """A territory set cannot include itself."""

    code = "territory_set_in_itself"


class NoSellOff(DomainError):  # noqa: N818  a noun of the domain
    """The agreement is not in a sell-off; `data` has its state."""

    code = "no_sell_off"


class StockDeclared(DomainError):  # noqa: N818  a noun of the domain
    """Stock of the product has been declared for this sell-off before."""

    code = "stock_declared"


class DeclaredUnitsOutOfRange(DomainError):  # noqa: N818  a noun of the domain
    """Declared units can only fall, and not below those that are sold; `data` has both numbers."""

    code = "declared_units_out_of_range"
