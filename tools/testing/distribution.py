"""Distribution of tests to processes: tests of one running shop stay together and begin first.

A group begins first because its tests run one after the other: the other processes run everything
else meanwhile. Tests of a module that builds something once stay together as well: it defines a
fixture of the module or asks for shared rows (`build_once`). All others are distributed one by one,
so that no process runs alone at the end.
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
    "tests/races/test_drills.py": "drills",
    "tests/background/test_workers.py": "workers",
    "tests/imports/test_interrupted.py": "workers",
    "tests/imports/test_submitting.py": "workers",
    "tests/races/test_invoice_numbers.py": "workers",
}
# Fixtures whose rows all tests of a module share, in one transaction of one process.
SHARED = {"module_transaction", "build_once", "shared_world"}


@cache
def builds_once(path: str) -> bool:
    """Return whether a test module has a fixture of its own or of rows for all its tests."""
    text = (ROOT / path).read_text(encoding="utf-8")
    if not any(word in text for word in (*SHARED, "scope")):
        return False  # most modules; to parse them all takes a second
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return any(
        SHARED & {argument.arg for argument in function.args.args}
        or any(is_for_module(decorator) for decorator in function.decorator_list)
        for function in functions
    )


def is_for_module(decorator: ast.expr) -> bool:
    """Return whether a decorator makes a fixture that lives as long as its module."""
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "scope"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value == "module"
        for keyword in decorator.keywords
    )


def group_of(nodeid: str) -> str | None:
    """Return the group of a test; None if it may run anywhere."""
    path = nodeid.partition("::")[0]
    if name := next((name for prefix, name in GROUPS.items() if path.startswith(prefix)), None):
        return name
    return path if builds_once(path) else None


def order_of(item: pytest.Item) -> tuple[int, str]:
    """Return the position of a test in the run: groups, modules, slow tests, all others.

    Tests of a module that builds something once are sorted by their module, because pytest-django
    moves tests without a database to the end.
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
