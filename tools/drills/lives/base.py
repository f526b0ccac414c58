"""The frame of a life: its transaction, the facts that rules need, and what must always hold."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from shop.finance.invoices.issuing import issue_due_documents
from shop.oscar.order.models import Order
from shop.platform.core.errors import DomainError
from tools.drills.lives.checks import FACTS, prepare_checks, read_facts
from tools.drills.lives.shop import LifeShop
from tools.testing.factories.orders import queued_jobs, run_queued_jobs

PICK = st.integers(0, 7)
WITHOUT_MAILS = """
    update procrastinate_jobs set status = 'succeeded'
    where status = 'todo' and task_name in ('ordering.send_message', 'notices.send_mails')
"""
# Runs of the queue: a job may queue another, such as the mail of a refund.
ROUNDS = 4


@dataclass
class EndedLives:
    """The steps of all lives that broke no rule; a file, if given, gets a line for each life."""

    report: Path | None = None
    steps: Counter[str] = field(default_factory=Counter)

    def add(self, made: Counter[str], refused: Counter[str]) -> None:
        """Add the steps and refusals of a life."""
        self.steps.update(made)
        if self.report is not None:
            with self.report.open("a") as file:
                file.write(json.dumps({"steps": made, "refusals": refused}) + "\n")


class LifeBase(RuleBasedStateMachine):
    """One life: everything it writes is rolled back at its end."""

    shop: ClassVar[LifeShop]
    ended: ClassVar[EndedLives]

    def __init__(self) -> None:
        super().__init__()
        self.number, self.compared_at, self.quiet_until, self.judged_at = 0, 0, 0, 0
        self.is_sound, self.is_changed = True, True
        self.made, self.refused = Counter[str](), Counter[str]()
        self.shop.sandbox.control("POST", "reset")
        prepare_checks()
        self.life = transaction.atomic()
        self.life.__enter__()
        self.facts: dict[str, int] = dict.fromkeys(FACTS, 0)

    def teardown(self) -> None:
        """Compare the books a last time, roll back what was written, and count the steps."""
        try:
            if self.is_sound and self.facts["orders"]:
                self.compare()
                self.everything_holds()
        finally:
            transaction.set_rollback(True)
            self.life.__exit__(None, None, None)
        if self.is_sound:
            self.ended.add(self.made, self.refused)

    def compare(self) -> None:
        """Compare the books with the payment provider's, after the last rule."""
        raise NotImplementedError

    @invariant()
    def everything_holds(self) -> None:
        """Compare all rows, and read the facts for the choice of the next rule.

        After a refusal the rows are those that were compared before: it is rolled back.
        """
        if not self.is_changed:
            return
        self.is_sound = False
        connection.check_constraints()
        self.facts = read_facts()
        self.is_sound, self.is_changed = True, False

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count a step; a refusal is an outcome like any other and changes nothing."""
        self.number += 1
        self.made[name] += 1
        self.is_sound = False
        try:
            with transaction.atomic():
                yield
            self.is_changed = True
        except DomainError as refusal:
            reason = refusal.data.get("reason", "")
            self.refused[f"{name}: {refusal.code} {reason}".strip()] += 1
        self.is_sound = True

    def key(self) -> str:
        """Return a key for the request of this step."""
        return f"life-{self.number}"

    def work(self) -> None:
        """Run the queued jobs but mails, which change nothing, and issue the due documents."""
        with connection.cursor() as cursor:
            cursor.execute(WITHOUT_MAILS)
        for _ in range(ROUNDS):
            if not queued_jobs():
                break
            run_queued_jobs()
        issue_due_documents()

    def pick_order(self, number: int, **conditions: Any) -> Order | None:
        """Return an order that satisfies conditions; None without one."""
        return choose(Order.objects.filter(**conditions).order_by("pk"), number)

    @staticmethod
    def pick_units(order: Order, number: int) -> dict[int, int]:
        """Return some units of an order's lines, which may be more than are left."""
        lines = list(order.lines.order_by("pk"))
        return {
            line.pk: 1 + number % line.quantity
            for position, line in enumerate(lines)
            if (number >> position) % 2 == 0 or len(lines) == 1
        }


def choose[Row](rows: Any, number: int) -> Row | None:
    """Return the row of a number, counted round; None without rows."""
    found: Sequence[Row] = list(rows)
    return found[number % len(found)] if found else None
