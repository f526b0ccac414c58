"""Rules of goods that come back: withdrawal, return, exchange, claims, inspection, outcomes."""

from dataclasses import replace
from decimal import Decimal

from django.db.models import QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shop.orders.aftersales.shipments import ShipmentRequest, ship_lines
from shop.orders.returns.errors import ReturnRefused
from shop.orders.returns.inspections import Finding, inspect_units, mark_in_transit, receive_parcel
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.outcomes import approve_case, refund_case, reject_case, replace_case
from shop.orders.returns.replacements import AgreedPrice, other_sizes
from shop.orders.returns.requests import (
    ReturnRequest,
    Withdrawal,
    cancel_request,
    request_return,
    withdraw,
)
from shop.oscar.order.models import Line, OrderState
from tools.drills.lives.base import PICK, LifeBase, choose

GRADES = (
    ("NEW", "RESTOCK"),
    ("NEW", "RESTOCK"),
    ("OPENED", "QUARANTINE"),
    ("USED", "WRITE_OFF"),
    ("MISSING", "NONE"),
)
REASONS = ("TOO_SMALL", "CHANGED_MIND", "DEFECTIVE", "DAMAGED", "NOT_ARRIVED")
ENDS = ("next", "next", "next", "refund", "replace", "reject", "cancel")
STEPS_OF_A_CASE = 5
SOLD = (OrderState.PAID, OrderState.FULFILLED)


def _request_at_its_price(request: ReturnRequest) -> ReturnCase:
    """Make a request, and agree to the price of its exchange."""
    try:
        return request_return(request)
    except ReturnRefused as refusal:
        if refusal.data["reason"] != "not_agreed":
            raise
        agreed = AgreedPrice(*(Decimal(str(refusal.data[name])) for name in ("to_pay", "back")))
    return request_return(replace(request, agreed=agreed))


def _sent_shirts() -> QuerySet[Line]:
    """Return the lines of shirts that were sent, which have other sizes."""
    return Line.objects.filter(
        order__status__in=SOLD, shipped__isnull=False, product__parent__isnull=False
    ).order_by("pk")


class Returning(LifeBase):
    """Buyers who send goods back, and the people who handle them."""

    @precondition(lambda self: self.facts["sold"])
    @rule(pick=PICK, some=PICK, everything=st.booleans())
    def withdraw(self, pick: int, some: int, everything: bool) -> None:  # noqa: FBT001  a drawn value
        """Withdraw from an order, or from some of its units."""
        order = self.pick_order(pick)
        if order is not None:
            with self.step("withdraw"):
                units = {} if everything else self.pick_units(order, some)
                withdraw(Withdrawal(self.key(), order.pk, "Ada", order.guest_email, units))

    @precondition(lambda self: self.facts["parcels"])
    @rule(
        pick=PICK, some=PICK, reason=st.sampled_from(REASONS),
        refused=st.sampled_from([False, False, False, True]),
    )  # fmt: skip
    def request(self, pick: int, some: int, reason: str, refused: bool) -> None:  # noqa: FBT001
        """Ask for a return, or make a claim."""
        order = self.pick_order(pick, status__in=SOLD)
        if order is None:
            return
        with self.step("request"):
            request_return(
                ReturnRequest(
                    key=self.key(),
                    order_id=order.pk,
                    email=order.guest_email,
                    units=self.pick_units(order, some),
                    reason=reason,
                    kind="REFUSED" if refused else "",
                    by_id=self.shop.clerk.pk if refused else None,
                )
            )

    @precondition(lambda self: self.facts["parcels"])
    @rule(pick=PICK, some=PICK, size=PICK, tender=st.sampled_from(["", "", "31", "100000"]))
    def exchange(self, pick: int, some: int, size: int, tender: str) -> None:
        """Exchange units of a shirt that was sent for another size, dearer, cheaper or neither.

        A gift card may pay a difference.
        """
        line = choose(_sent_shirts(), pick)
        if line is not None:
            self._exchange(line, some, size, tender)

    @precondition(lambda self: self.facts["parcels"])
    @rule(pick=PICK, some=PICK, size=PICK, times=st.integers(2, 4))
    def exchange_again(self, pick: int, some: int, size: int, times: int) -> None:
        """Exchange units again and again, each time until the replacement has been sent."""
        line = choose(_sent_shirts(), pick)
        for number in range(times):
            case = self._exchange(line, some, size + number, "100000") if line else None
            if case is None:
                return
            self.everything_holds()
            with self.step("exchange: replaced"):
                line = self._replaced_line(case)
            self.everything_holds()

    @precondition(lambda self: self.facts["cases"])
    @rule(pick=PICK, end=st.sampled_from(ENDS), grade=PICK, kept=st.booleans())
    def advance(self, pick: int, end: str, grade: int, kept: bool) -> None:  # noqa: FBT001  drawn values
        """Move a case on: approve, receive, inspect, refund, replace, reject, cancel."""
        case = choose(ReturnCase.objects.filter(ended_at=None).order_by("pk"), pick)
        if case is None:
            return
        by = {"by_id": self.shop.clerk.pk}
        with self.step(f"case: {end if end != 'next' else case.state.lower()}"):
            if end == "next":
                self._move(case, grade, kept=kept)
            elif end == "refund":
                refund_case(case, withheld=self._withheld(case, kept=kept), **by)
            elif end == "replace":
                replace_case(case, **by)
            elif end == "reject":
                reject_case(case, reason="worn", **by)
            else:
                cancel_request(case, by_id=None)

    @precondition(lambda self: self.facts["cases"])
    @rule(pick=PICK, grade=PICK, kept=st.booleans())
    def finish(self, pick: int, grade: int, kept: bool) -> None:  # noqa: FBT001  a drawn value
        """Handle a case from step to step, as far as it goes."""
        case = choose(ReturnCase.objects.filter(ended_at=None).order_by("pk"), pick)
        if case is None:
            return
        for _ in range(STEPS_OF_A_CASE):
            before = case.state
            with self.step(f"case: {before.lower()}"):
                self._move(case, grade, kept=kept)
            case.refresh_from_db()
            self.everything_holds()
            if case.ended_at is not None or case.state == before:
                return

    def _exchange(self, line: Line, some: int, size: int, tender: str) -> ReturnCase | None:
        """Exchange units of a line at their price; return None if that is refused."""
        case = None
        with self.step("exchange"):
            sizes = other_sizes(line)
            request = ReturnRequest(
                key=self.key(),
                order_id=line.order_id,
                email=line.order.guest_email,
                units={line.pk: 1 + some % line.quantity},
                reason="TOO_SMALL",
                exchange={line.pk: sizes[size % len(sizes)]},
                gift_card=self.shop.cards.get((line.order.currency, tender)),
            )
            case = _request_at_its_price(request)
            self._count_difference(case)
        return case

    def _replaced_line(self, case: ReturnCase) -> Line:
        """Receive the units of an exchange as new, and send the line of its replacement."""
        by = {"by_id": self.shop.clerk.pk}
        receive_parcel(case, **by)
        units = [line.pk for line in case.lines.all() for _ in range(line.units)]
        inspect_units(case, [Finding(pk, "NEW", "RESTOCK") for pk in units], **by)
        order = replace_case(case, **by)
        line = order.lines.get()
        parcel = ShipmentRequest(order.number, [line.pk], "dhl", f"JD {self.number}")
        ship_lines(request=parcel, licensee=self.shop.licensees[0], **by)
        line.refresh_from_db()
        return line

    def _count_difference(self, case: ReturnCase) -> None:
        """Count the exchanges that cost a difference or give one back."""
        is_again = ReturnCase.objects.filter(replacement=case.order_id).exists()
        for line in case.lines.all():
            for name, amount in (("dearer", line.surcharge), ("cheaper", line.reduction)):
                self.made[f"exchange: {name}"] += bool(amount)
                self.made[f"exchange again: {name}"] += bool(amount) and is_again

    def _move(self, case: ReturnCase, grade: int, *, kept: bool) -> None:
        by = {"by_id": self.shop.clerk.pk}
        if case.state == ReturnCase.State.REQUESTED:
            approve_case(case, **by)
        elif case.state == ReturnCase.State.APPROVED and kept:
            mark_in_transit(case, **by)
        elif case.state in {ReturnCase.State.APPROVED, ReturnCase.State.IN_TRANSIT}:
            receive_parcel(case, **by)
        elif case.state == ReturnCase.State.RECEIVED:
            lines = case.lines.filter(was_sent=True).order_by("pk")
            units = [line.pk for line in lines for _ in range(line.units)]
            kinds = [GRADES[(grade + each) % len(GRADES)] for each in range(len(units))]
            findings = [Finding(pk, *kind) for pk, kind in zip(units, kinds, strict=True)]
            inspect_units(case, findings, **by)
        elif case.replacement_id is not None and kept:
            replace_case(case, **by)
        else:
            refund_case(case, withheld=self._withheld(case, kept=kept), **by)

    def _withheld(self, case: ReturnCase, *, kept: bool) -> dict[int, Decimal]:
        if not kept:
            return {}
        amount = Decimal(3) if case.order.currency == "JPY" else Decimal("3.33")
        return {line.order_line_id: amount for line in case.lines.all()}
