"""Public pages are answered from stored bytes, by one statement."""

import pytest

from tests.page_store.asking import (
    API_LIST,
    API_MARKETS,
    HOME,
    LIST,
    SEARCH,
    api_path,
    ask,
    detail_path,
    statements_of,
    text_of,
)
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture
def paths(committed_world: RightsWorld) -> list[str]:
    """Return an address of each kind."""
    shirt = committed_world.product()
    return [
        HOME,
        LIST,
        SEARCH,
        detail_path(shirt),
        "/en-fr/games/",
        API_LIST,
        API_MARKETS,
        api_path(shirt),
    ]


def test_every_public_page_is_stored_and_answered_by_one_statement(paths: list[str]) -> None:
    for path in paths:
        cold = ask(path)
        assert cold.status_code == 200, path
        assert cold.headers["X-Page-Store"] == "miss", path
        statements = statements_of(path)
        assert len(statements) == 1, (path, statements)
        hit = ask(path)
        assert hit.headers["X-Page-Store"] == "hit", path
        assert text_of(hit) == text_of(cold)
        left_out = {"X-Page-Store", "X-Request-ID"}
        assert {k: v for k, v in hit.items() if k not in left_out} == {
            k: v for k, v in cold.items() if k not in left_out
        }
