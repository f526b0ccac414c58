"""Distribution of tests to processes: tests of one running shop stay together and begin early.

A group begins early because its tests run one after the other: the other processes run everything
else meanwhile. Journeys begin first, and drills after the modules, because a process that waits for
its shop or browser should have one beside it that computes. Tests of a module that builds something
once stay together as well: it defines a fixture of the module or asks for shared rows
(`build_once`). All others are distributed one by one, so that no process runs alone at the end, and
those that begin with the same database follow each other, because a new connection costs as much as
a short test.
"""

import ast
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

ROOT = Path(__file__).parents[2]
# Groups in the order in which they begin, by the prefix of their paths. Only the first of them
# begins before the modules.
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
# Fixtures of tests that are rolled back, and those of them that begin with a `RightsWorld`.
NEED_DATABASE = {"db", "module_transaction"}
NEED_WORLD = {"world", "build_once"}
QUEUED = 8  # tests that a process has before it, so that it does not wait for the next


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


def database_of(fixtures: Collection[str]) -> str:
    """Return the database that a test with these fixtures begins with; "" if it has none.

    It is "committed" for a clone of the test's own, else "order", "world" or "plain": the clones of
    a process in which a test is rolled back.
    """
    used = set(fixtures)
    if "committed_db" in used:
        return "committed"
    if not NEED_DATABASE & used:
        return ""
    if "prepared_order" in used:
        return "order"
    return "world" if NEED_WORLD & used and "without_agreements" not in used else "plain"


def order_of(item: pytest.Item) -> tuple[int, str]:
    """Return the position of a test: journeys, modules, the other groups, slow tests, all others.

    Tests of a module that builds something once are sorted by their module, because pytest-django
    moves tests without a database to the end.
    """
    first, *others = dict.fromkeys(GROUPS.values())
    group = group_of(item.nodeid)
    if group == first:
        return 0, ""
    if group in others:
        return 2 + others.index(group), ""
    if group:
        return 1, group
    position = 2 + len(others) + (not item.get_closest_marker("slow"))
    return position, database_of(getattr(item, "fixturenames", ()))


class GroupScheduling(LoadScopeScheduling):
    """Distribute groups as a whole and other tests one by one, in the order of the collection."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def mark_test_complete(
        self,
        node: WorkerController,
        item_index: int,
        duration: float = 0,  # noqa: ARG002
    ) -> None:
        """Mark a test as completed; forget a group that is complete.

        xdist counts the pending tests of all groups after each test, also those that are complete.
        """
        nodeid = self.registered_collections[node][item_index]
        group = self._split_scope(nodeid)
        self.assigned_work[node][group][nodeid] = True
        if all(self.assigned_work[node][group].values()):
            del self.assigned_work[node][group]
        self._reschedule(node)

    def _reschedule(self, node: WorkerController) -> None:
        while (
            self.workqueue
            and not node.shutting_down
            and self._pending_of(self.assigned_work[node]) < QUEUED
        ):
            self._assign_work_unit(node)
        super()._reschedule(node)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid
