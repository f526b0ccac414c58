"""A store that fails, is full, slow or damaged never breaks a page."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from shop.commerce.page_store import store
from shop.web.page_store import middleware
from tests.licensing.threads import do_elsewhere
from tests.page_store.asking import API_LIST, LIST, answered, ask, fresh, source_of, warm
from tools.testing.factories.catalog import RightsWorld


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "damage",
    [
        "update page_store_page set gzip = 'x', brotli = 'x'",
        "update page_store_page set gzip = '', brotli = ''",
        "update page_store_page set head = '{}'",
        "update page_store_page set head = '[1]'",
        "update page_store_page set digest = 'x'",
        "update page_store_page set gzip = (select gzip from page_store_page p"
        " where p.key <> page_store_page.key limit 1)",
        "drop table page_store_page",
        "drop table page_store_change cascade",
        "drop function page_store_read",
        "alter table page_store_page add constraint full_store check (false) not valid",
    ],
)
def test_a_damaged_store_is_passed_by(committed_world: RightsWorld, damage: str) -> None:
    committed_world.product()
    warm(LIST, API_LIST)
    store.local_pages.clear()
    run(damage)
    for path in (LIST, API_LIST):
        for _ in range(2):
            assert answered(path) == fresh(path)


def test_a_damaged_page_is_replaced(committed_world: RightsWorld) -> None:
    committed_world.product()
    warm(LIST)
    store.local_pages.clear()
    run("update page_store_page set gzip = 'x', brotli = 'x'")
    ask(LIST)
    assert source_of(LIST) == "hit"


def test_a_locked_store_costs_a_short_wait_once(committed_world: RightsWorld) -> None:
    committed_world.product()
    warm(LIST)
    right = fresh(LIST)
    with transaction.atomic():
        run("lock table page_store_page in access exclusive mode")
        assert do_elsewhere(lambda: [answered(LIST) for _ in range(3)]) == [right] * 3


def test_pages_from_the_future_are_not_answered(committed_world: RightsWorld) -> None:
    """The clock was set back, or the database was restored from a copy."""
    committed_world.product()
    warm(LIST)
    run(
        "update page_store_page set rendered_at = now() + interval '1 h',"
        " valid_until = now() + interval '2 h'"
    )
    assert source_of(LIST) == "miss"
    warm_again = source_of(LIST)
    assert warm_again == "hit"
    run(
        "update page_store_page set snapshot ="
        " (pg_snapshot_xmax(snapshot)::text::bigint + 1000000 || ':' ||"
        " pg_snapshot_xmax(snapshot)::text::bigint + 1000000 || ':')::pg_snapshot"
    )
    assert source_of(LIST) == "miss"


def test_a_large_page_is_not_stored(
    committed_world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed_world.product()
    monkeypatch.setattr(store, "LARGEST_BYTES", 1000)
    for _ in range(2):
        assert source_of(LIST) == "miss"
        assert answered(LIST) == fresh(LIST)


def test_old_pages_and_changes_are_deleted(committed_world: RightsWorld) -> None:
    committed_world.product()
    warm(LIST, API_LIST)
    run(
        "update page_store_page set rendered_at = rendered_at - interval '2 h' where key ="
        " (select key from page_store_page limit 1)"
    )
    run("update page_store_change set noted_at = noted_at - interval '2 h'")
    pages, changes = store.prune()
    assert pages == 1
    assert changes >= 0
    assert {source_of(LIST), source_of(API_LIST)} == {"hit", "miss"}


def test_changes_that_a_page_may_need_are_kept(committed_world: RightsWorld) -> None:
    """A transaction that wrote long ago and commits now still ends the pages of today."""
    product = committed_world.product()
    run("delete from page_store_change")
    with transaction.atomic():
        product.slug = "other"
        product.save()
        run("update page_store_change set noted_at = noted_at - interval '2 h'")
        do_elsewhere(lambda: warm(LIST))
    store.prune()
    assert source_of(LIST) == "miss"


def test_the_store_is_bounded(committed_world: RightsWorld, monkeypatch: Any) -> None:
    committed_world.product()
    monkeypatch.setattr(store, "MOST_PAGES", 2)
    for number in range(4):
        ask(f"{LIST}?page={number + 1}")
    assert store.prune()[0] == 2


def test_one_thread_makes_a_page_and_others_wait_for_it(committed_world: RightsWorld) -> None:
    committed_world.product()
    ask("/en-fr/")  # loads what the process keeps of rights and templates
    barrier, sources = Barrier(4), []

    def visit() -> None:
        try:
            barrier.wait(5)
            sources.append(Client().get(LIST).headers["X-Page-Store"])
        finally:
            connections.close_all()

    threads = [Thread(target=visit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sources) == 4
    assert middleware.WAIT_S <= 0.5


def test_the_switch_turns_it_off(committed_world: RightsWorld, settings: Any) -> None:
    committed_world.product()
    settings.ENV = settings.ENV.with_values({"PAGE_STORE": "off"})
    assert [source_of(LIST) for _ in range(2)] == ["", ""]
