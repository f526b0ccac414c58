"""Stock of a sell-off: declared by the licensee, confirmed by an officer, then only reduced."""

from datetime import datetime

from django.db import transaction

from licensing.errors import (
    DeclaredUnitsOutOfRange,
    NoSellOff,
    ProposalDecided,
    SecondPersonNeeded,
    StockDeclared,
)
from licensing.models import Agreement, SellOffDeclaration, SellOffStock
from licensing.rules.agreement_states import State, state_at
from licensing.services.locks import take_rights_lock


@transaction.atomic
def declare_stock(
    *, agreement: Agreement, product_id: int, units: int, by_id: int, at: datetime
) -> SellOffDeclaration:
    """Declare the units of a product that are left; it has no effect before `confirm_stock`.

    Raises `NoSellOff`, and `StockDeclared` if the product was declared or waits.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _check_sell_off(locked, at)
    waiting = locked.declarations.filter(product_id=product_id, decided_at__isnull=True)
    if locked.sell_off.filter(product_id=product_id).exists() or waiting.exists():
        raise StockDeclared(f"product {product_id} is declared under {locked}", field="product")
    return SellOffDeclaration.objects.create(
        agreement=locked, product_id=product_id, units=units, created_by_id=by_id
    )


@transaction.atomic
def confirm_stock(
    *, declaration: SellOffDeclaration, by_id: int | None, at: datetime
) -> SellOffStock:
    """Confirm a declaration, so that its units may be sold; the second of four eyes.

    Raises `ProposalDecided`, `SecondPersonNeeded`, `NoSellOff`.
    """
    locked = _lock_open(declaration, by_id)
    _check_sell_off(locked.agreement, at)
    stock = SellOffStock.objects.create(
        agreement=locked.agreement,
        product_id=locked.product_id,
        declared=locked.units,
        created_by_id=locked.created_by_id,
    )
    locked.stock, locked.decided_by_id, locked.decided_at = stock, by_id, at
    locked.save(update_fields=["stock", "decided_by", "decided_at"])
    return stock


@transaction.atomic
def decline_stock(*, declaration: SellOffDeclaration, by_id: int | None, at: datetime) -> None:
    """Decline a declaration; another may follow. Raises `ProposalDecided`, `SecondPersonNeeded`."""
    locked = _lock_open(declaration, by_id)
    locked.decided_by_id, locked.decided_at = by_id, at
    locked.save(update_fields=["decided_by", "decided_at"])


@transaction.atomic
def reduce_stock(*, stock: SellOffStock, units: int) -> SellOffStock:
    """Correct the declared units downwards, to at least those sold; the rest cannot be sold.

    Raises `DeclaredUnitsOutOfRange`.
    """
    take_rights_lock()
    locked = SellOffStock.objects.select_for_update().get(pk=stock.pk)
    if not locked.sold <= units < locked.declared:
        raise DeclaredUnitsOutOfRange(
            f"{locked} cannot become {units}",
            field="units",
            sold=locked.sold,
            declared=locked.declared,
        )
    locked.declared = units
    locked.save(update_fields=["declared"])
    return locked


def _check_sell_off(agreement: Agreement, at: datetime) -> None:
    state = state_at(agreement, at)
    if state != State.SELL_OFF:
        raise NoSellOff(f"{agreement} is not in a sell-off", state=str(state.label))


def _lock_open(declaration: SellOffDeclaration, by_id: int | None) -> SellOffDeclaration:
    """Lock a declaration that waits and that the person may decide."""
    rows = SellOffDeclaration.objects.select_for_update(of=("self",)).select_related("agreement")
    locked = rows.get(pk=declaration.pk)
    if locked.decided_at is not None:
        raise ProposalDecided(f"{locked} was decided before", since=locked.decided_at)
    if by_id is None or by_id == locked.created_by_id:
        raise SecondPersonNeeded(f"{locked} was declared by the same person")
    return locked
