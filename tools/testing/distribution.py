"""Distribution of tests to processes: tests of one running shop stay together and begin first.

A group begins first because its tests run one after the other: the other processes run everything
else meanwhile. Tests of a module that builds a world once (`build_once`) stay together as well:
they are found by the fixtures that the module asks for. All others are distributed one by one, so
that no process runs alone at the end.
"""

import ast
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[2]
# Groups in the order in which they begin, by the prefix of their paths.
GROUPS = {
    "tests/journeys/": "journeys",
    "tests/races/test_fifty_buyers.py": "journeys",
    "tests/races/test_drills.py": "drills",
    "tests/races/test_killed_processes.py": "drills",
}
# Fixtures whose rows all tests of a module share, in one transaction of one process.
SHARED = {"module_transaction", "build_once", "shared_world"}


@cache
def shares_rows(path: str) -> bool:
    """Return whether a function of a test module asks for a fixture with shared rows."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.FunctionDef) and SHARED & {argument.arg for argument in node.args.args}
        for node in ast.walk(tree)
    )


def group_of(nodeid: str) -> str | None:
    """Return the group of a test; None if it may run anywhere."""
    path = nodeid.partition("::")[0]
    if name := next((name for prefix, name in GROUPS.items() if path.startswith(prefix)), None):
        return name
    return path if shares_rows(path) else None


def order_of(item: pytest.Item) -> tuple[int, str]:
    """Return the position of a test in the run: groups, shared rows, slow tests, all others.

    Tests with shared rows are sorted by their module, which pytest-django tears apart: it moves
    tests without a database to the end.
    """
    groups = list(dict.fromkeys(GROUPS.values()))
    group = group_of(item.nodeid)
    if group in groups:
        return groups.index(group), ""
    if group:
        return len(groups), group
    return len(groups) + (1 if item.get_closest_marker("slow") else 2), ""


class GroupScheduling(LoadScopeScheduling):
    """Distribute groups as a whole and other tests one by one, in the order of the collection."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid
