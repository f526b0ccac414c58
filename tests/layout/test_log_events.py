"""Log events have names of one form, and the operations manual lists them with their levels."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "operations.md"
NAME = re.compile(r"[a-z_]+\.[a-z_]+")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
# Events whose names are passed on as variables, with the module that writes them.
PASSED_ON = {
    "shop/web/page_store/middleware.py": ("warning", r'_pause\("(page_store\.\w+)"'),
    "shop/orders/payment/dispute_alerts.py": ("warning", r'"(dispute\.\w+)"'),
    "shop/identity/accounts/security_log.py": ("info", r'"(\w+\.\w+)"\),$'),
}


def logged_events() -> Iterator[tuple[str, str]]:
    """Yield level and name of every event in the code."""
    for package in ("catalog", "licensing", "shop"):
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if not re.search(r"\blog(_event)?\b", text):
                continue
            for call in ast.walk(ast.parse(text)):
                if isinstance(call, ast.Call) and (event := event_of(call)):
                    yield event
    for module, (level, names) in PASSED_ON.items():
        text = (ROOT / module).read_text(encoding="utf-8")
        for name in re.findall(names, text, re.MULTILINE):
            if name:
                yield level, name


def event_of(call: ast.Call) -> tuple[str, str] | None:
    """Return level and name of a logged event; None for other calls."""
    first = call.args[0] if call.args else None
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return None
    function = call.func
    if isinstance(function, ast.Name) and function.id == "log_event":
        return "info", first.value
    if not isinstance(function, ast.Attribute) or function.attr not in LEVELS:
        return None
    if not isinstance(function.value, ast.Name) or function.value.id not in {"log", "logger"}:
        return None
    return ("error" if function.attr == "exception" else function.attr), first.value


def test_the_manual_lists_every_event_with_its_level() -> None:
    section = MANUAL.read_text(encoding="utf-8").split("## Log events")[1].split("\n## ")[0]
    listed = {
        (row.split(":")[0].split("|")[1].strip(), name)
        for row in section.splitlines()
        if row.startswith("| ")
        for name in re.findall(r"`([^`]+)`", row)
    }
    logged = set(logged_events())
    assert len(logged) > 70
    assert listed == logged


def test_events_are_named_by_area_and_event() -> None:
    assert {name for _level, name in logged_events() if not NAME.fullmatch(name)} == set()
