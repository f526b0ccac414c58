"""The fault script: which calls and webhooks fail, how, and how often.

A rule matches calls by method and path, lets the first `nth - 1` pass, then acts `times` times.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

type Json = dict[str, Any]


class Action(StrEnum):
    """The effect of a rule on a call, before or after the call was executed."""

    DELAY = "delay"
    DELAY_AFTER = "delay_after"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    TRUNCATE = "truncate"
    STATUS_500_BEFORE = "status_500_before"
    STATUS_500_AFTER = "status_500_after"
    STATUS_429 = "status_429"
    REFUSE = "refuse"
    WEBHOOK_LOSE = "webhook_lose"
    WEBHOOK_HOLD = "webhook_hold"
    WEBHOOK_DUPLICATE = "webhook_duplicate"
    WEBHOOK_DELAY = "webhook_delay"
    WEBHOOK_SHUFFLE = "webhook_shuffle"


ALIASES = {
    "429": "status_429",
    "lose": "webhook_lose",
    "hold": "webhook_hold",
    "duplicate": "webhook_duplicate",
    "shuffle": "webhook_shuffle",
}
WEBHOOK_ACTIONS = frozenset(action for action in Action if action.startswith("webhook_"))
KNOWN = frozenset(
    {"match", "times", "action", "seconds", "saved", "rate", "seed", "code", "message"}
)
MATCH_KEYS = frozenset({"method", "path", "nth", "type"})


class FaultError(Exception):
    """The posted fault script is invalid."""


@dataclass
class Rule:
    """One rule of the script. `times` None means forever."""

    action: Action
    method: str | None = None
    pattern: re.Pattern[str] | None = None
    nth: int = 1
    times: int | None = 1
    seconds: float = 1.0
    saved: bool | None = None
    rate: float = 1.0
    code: str = "invalid_request"
    message: str = "The sandbox was told to refuse this request."
    dice: random.Random = field(default_factory=random.Random)
    seen: int = 0
    fired: int = 0

    def fires(self, subject: str, method: str | None = None) -> bool:
        """Return whether the rule acts on this call or event, and count it."""
        if self.times is not None and self.fired >= self.times:
            return False
        if self.method and self.method != method:
            return False
        if self.pattern and not self.pattern.search(subject):
            return False
        self.seen += 1
        if self.seen < self.nth or self.dice.random() >= self.rate:
            return False
        self.fired += 1
        return True

    def keeps_answer(self) -> bool:
        """Return whether a 500 is stored as the response of the idempotency key."""
        return self.action is Action.STATUS_500_AFTER if self.saved is None else self.saved

    def describe(self) -> Json:
        """Return the rule and its counters for the control interface."""
        return {
            "action": self.action,
            "match": {
                "method": self.method,
                "pattern": self.pattern.pattern if self.pattern else None,
                "nth": self.nth,
            },
            "times": self.times,
            "seconds": self.seconds,
            "rate": self.rate,
            "seen": self.seen,
            "fired": self.fired,
        }


def parse_rule(line: Json) -> Rule:
    """Return the rule described by a JSON object.

    Webhook actions match by event `type` and act forever unless `times` is given.
    """
    match = line.get("match") or {}
    unknown = (set(line) - KNOWN) | (set(match) - MATCH_KEYS)
    if unknown:
        message = f"unknown keys: {', '.join(sorted(unknown))}"
        raise FaultError(message)
    name = str(line.get("action"))
    try:
        action = Action(ALIASES.get(name, name))
        on_webhooks = action in WEBHOOK_ACTIONS
        expression = match.get("type" if on_webhooks else "path")
        times = line.get("times", None if on_webhooks else 1)
        return Rule(
            action=action,
            method=str(match["method"]).upper() if "method" in match else None,
            pattern=re.compile(expression) if expression else None,
            nth=int(match.get("nth", 1)),
            times=int(times) if times else None,
            seconds=float(line.get("seconds", 1.0)),
            saved=line.get("saved"),
            rate=float(line.get("rate", 1.0)),
            code=str(line.get("code", Rule.code)),
            message=str(line.get("message", Rule.message)),
            dice=random.Random(line.get("seed")),
        )
    except (ValueError, TypeError, re.error) as error:
        raise FaultError(str(error)) from error


class FaultScript:
    """The active rules, in the order in which they were posted."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def extend(self, lines: list[Json]) -> None:
        """Add rules, all or none."""
        self.rules.extend([parse_rule(line) for line in lines])

    def clear(self) -> None:
        """Delete all rules."""
        self.rules.clear()

    def for_call(self, method: str, path: str) -> list[Rule]:
        """Return the rules that apply to this call."""
        rules = (rule for rule in self.rules if rule.action not in WEBHOOK_ACTIONS)
        return [rule for rule in rules if rule.fires(path, method)]

    def for_event(self, event_type: str) -> Iterator[Rule]:
        """Return the rules that apply to deliveries of this event."""
        rules = [rule for rule in self.rules if rule.action in WEBHOOK_ACTIONS]
        return (rule for rule in rules if rule.fires(event_type))
