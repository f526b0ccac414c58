"""Tests of a module that builds something once run in one process, without a list of modules."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tools.testing import distribution
from tools.testing.distribution import GROUPS, WAITING, WAITS, group_of, leaves_out, order_of

MODULE = """
from typing import Any
import pytest

@pytest.fixture(scope="{scope}")
def built({fixture}: Any) -> None: ...

def test_it(built: Any) -> None: ...
"""


def test_every_test_with_shared_rows_of_this_run_belongs_to_a_group(
    request: pytest.FixtureRequest,
) -> None:
    """The run collects all tests, so the whole suite is compared with what is read of files."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    shared = {item.nodeid for item in items if "module_transaction" in item.fixturenames}
    assert {nodeid for nodeid in shared if group_of(nodeid) is None} == set()


@pytest.mark.parametrize(
    ("scope", "fixture", "together"),
    [
        ("function", "module_transaction", True),
        ("function", "build_once", True),
        ("function", "shared_world", True),
        ("module", "db", True),
        ("function", "world", False),
        ("session", "db", False),
    ],
)
def test_a_module_is_grouped_by_the_fixtures_that_it_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scope: str, fixture: str, *, together: bool
) -> None:
    path = f"test_{scope}_{fixture}.py"
    (tmp_path / path).write_text(MODULE.format(scope=scope, fixture=fixture), encoding="utf-8")
    monkeypatch.setattr(distribution, "ROOT", tmp_path)
    distribution.builds_once.cache_clear()
    assert group_of(f"{path}::test_it") == (path if together else None)


def test_groups_begin_before_all_other_tests_and_stay_together(
    request: pytest.FixtureRequest,
) -> None:
    positions = [order_of(item) for item in request.session.items]
    assert positions == sorted(positions)
    groups = [group for item in request.session.items if (group := group_of(item.nodeid))]
    assert groups == sorted(groups, key=groups.index)


def test_the_process_that_waits_collects_the_waiting_groups_alone() -> None:
    process: Any = SimpleNamespace(workerinput={WAITS: True})
    other: Any = SimpleNamespace(workerinput={WAITS: False})
    for path, group in GROUPS.items():
        parts = [distribution.ROOT / path, *(distribution.ROOT / path).parents]
        tests = [part for part in parts if part.is_relative_to(distribution.ROOT / "tests")]
        if group in WAITING:
            assert [part for part in tests if leaves_out(part, process)] == [], path
    for path in ("tests/orders", "tests/races/test_placing.py", "tests/journeys/test_buying.py"):
        assert leaves_out(distribution.ROOT / path, process)
        assert not leaves_out(distribution.ROOT / path, other)
    assert len(WAITING) >= 3
