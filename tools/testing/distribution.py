"""Distribution of tests to processes: tests of one running shop stay together and begin first.

A group begins first because its tests run one after the other: the other processes run everything
else meanwhile. Tests of a module that builds a world once (`module_transaction`) stay together as
well. All others are distributed one by one, so that no process runs alone at the end.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Groups in the order in which they begin, by the prefix of their paths.
GROUPS = {
    "tests/journeys/": "journeys",
    "tests/races/test_fifty_buyers.py": "journeys",
    "tests/races/test_drills.py": "drills",
    "tests/races/test_killed_processes.py": "drills",
    "tests/import_files/test_bad_files.py": "bad files",
    "tests/rights_desk/test_who_may_what.py": "roles of the desk",
    "tests/catalog/test_search_words.py": "words of the search",
    "tests/surfaces/test_denied_products.py": "denied products",
}


def group_of(nodeid: str) -> str | None:
    """Return the group of a test; None if it may run anywhere."""
    return next((name for path, name in GROUPS.items() if nodeid.startswith(path)), None)


def order_of(item: pytest.Item) -> int:
    """Return the position of a test in the run: groups, then slow tests, then all others."""
    groups = list(dict.fromkeys(GROUPS.values()))
    if group := group_of(item.nodeid):
        return groups.index(group)
    return len(groups) + (item.get_closest_marker("slow") is None)


class GroupScheduling(LoadScopeScheduling):
    """Distribute groups as a whole and other tests one by one, in the order of the collection."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid
