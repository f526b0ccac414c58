"""Distribution of tests to processes: tests of one running shop stay together and begin early.

Tests of a module that builds something once stay together as well: it defines a fixture of the
module or asks for shared rows (`build_once`). All others are distributed one by one, so that no
process runs alone at the end, and those that begin with the same database follow each other,
because a new connection costs as much as a short test.

Drills, workers and servers wait for other processes most of their time. With three processes or
more, the last one runs these tests and no others: it collects no other module, uses what the
processors have left, and ends early.
"""

import ast
from collections.abc import Collection
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

ROOT = Path(__file__).parents[2]
# Groups in the order in which they begin, by the prefix of their paths. Only the first of them
# begins before the modules; the others wait for other processes.
GROUPS = {
    "tests/journeys/": "journeys",
    "tests/races/test_drills.py": "drills",
    "tests/background/test_workers.py": "workers",
    "tests/imports/test_interrupted.py": "workers",
    "tests/imports/test_submitting.py": "workers",
    "tests/races/test_invoice_numbers.py": "workers",
    "tests/postgres/test_embedded_server.py": "servers",
    "tests/postgres/test_backup.py": "servers",
    "tests/launch/test_stopping.py": "servers",
    "tests/settings/test_production_refuses.py": "servers",
    "tests/settings/test_services.py": "servers",
    "tests/stripe_sandbox/test_sandbox_process.py": "servers",
}
FIRST, *WAITING = dict.fromkeys(GROUPS.values())
WAITS = "waits"  # the name of what a process is told that runs the waiting groups
# Fixtures whose rows all tests of a module share, in one transaction of one process.
SHARED = {"module_transaction", "build_once", "shared_world"}
# Fixtures of tests that are rolled back, and those of them that begin with a `RightsWorld`.
NEED_DATABASE = {"db", "module_transaction"}
NEED_WORLD = {"world", "build_once"}
QUEUED = 8  # tests that a process has before it, so that it does not wait for the next


@cache
def builds_once(path: str) -> bool:
    """Return whether a module has a fixture of its own or of rows for all its tests.

    A test module also has those of its folder's `conftest.py`, but not those of folders above.
    """
    module = ROOT / path
    conftest = module.with_name("conftest.py")
    of_folder = module != conftest and conftest.parent != ROOT / "tests" and conftest.exists()
    if of_folder and builds_once(conftest.relative_to(ROOT).as_posix()):
        return True
    text = module.read_text(encoding="utf-8")
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
    group = group_of(item.nodeid)
    if group == FIRST:
        return 0, ""
    if group in WAITING:
        return 2 + WAITING.index(group), ""
    if group:
        return 1, group
    position = 2 + len(WAITING) + (not item.get_closest_marker("slow"))
    return position, database_of(getattr(item, "fixturenames", ()))


def leaves_out(path: Path, config: pytest.Config) -> bool | None:
    """Return whether a process does not collect a path: the one that waits needs few modules."""
    if not getattr(config, "workerinput", {}).get(WAITS):
        return None
    name = path.relative_to(ROOT).as_posix()
    waiting = [prefix for prefix, group in GROUPS.items() if group in WAITING]
    return not any(f"{prefix}/".startswith(f"{name}/") for prefix in waiting) or None


def waits(node: WorkerController) -> bool:
    """Return whether a process runs the waiting groups alone: the last of three or more."""
    number = node.config.option.numprocesses
    return number >= 3 and node.gateway.id == f"gw{number - 1}"


def compile_from_the_end(config: pytest.Config) -> None:
    """Import all test modules in the reverse order, in the second process of a whole run.

    pytest compiles each module for itself and keeps the result on disk. Processes that collect in
    the same order compile everything at the same time; from both ends, each compiles a half.
    """
    worker = getattr(config, "workerinput", {}).get("workerid")
    if worker == "gw1" and config.args == ["tests"]:
        for path in sorted(ROOT.glob("tests/**/test_*.py"), reverse=True):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


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

    def _check_nodes_have_same_collection(self) -> bool:
        """Compare the collections of all processes but the one that waits, which has a part."""
        everything = self.registered_collections  # type: ignore[has-type]
        whole = {node: tests for node, tests in everything.items() if not waits(node)}
        self.registered_collections = whole
        are_same: bool = super()._check_nodes_have_same_collection()
        # The first one is the list of all tests.
        self.registered_collections = {**whole, **everything}
        return are_same

    def _assign_work_unit(self, node: WorkerController) -> None:
        others = any(waits(other) for other in self.nodes)
        suited = (unit for unit in self.workqueue if (unit in WAITING) == waits(node))
        unit = next(suited, None) if others else None
        if unit is not None:
            self.workqueue.move_to_end(unit, last=False)
        elif waits(node):
            node.shutdown()
            return
        super()._assign_work_unit(node)

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
