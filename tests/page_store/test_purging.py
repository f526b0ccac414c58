"""A content delivery network is told once what has changed, and pages name their keys to it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from licensing.services import place_hold
from shop.commerce.page_store.purging import RIGHTS, purge_changes, surrogate_keys
from shop.platform.database.clock import database_now
from tests.page_store.asking import LIST, ask, detail_path
from tests.page_store.changes import change_price, change_text
from tools.testing.factories.catalog import RightsWorld


class Delivery:
    """A network on loopback: what it was told, and the status it answers."""

    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self.tokens: set[str] = set()
        self.status = 200


@pytest.fixture
def delivery(settings: Any) -> Iterator[Delivery]:
    """Run a network and configure it."""
    network = Delivery()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            network.tokens.add(self.headers["Authorization"])
            if network.status == 200:
                network.told.append(json.loads(body)["surrogate_keys"])
            self.send_response(network.status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/purge"
    values = {"CDN_PURGE_URL": url, "CDN_PURGE_TOKEN": "secret"}
    settings.ENV = settings.ENV.with_values(values)
    yield network
    server.shutdown()
    thread.join()
    server.server_close()


def test_changes_are_told_once_and_again_after_a_failure(
    committed_world: RightsWorld, delivery: Delivery
) -> None:
    pin = committed_world.product()
    purge_changes()
    assert RIGHTS in delivery.told.pop()
    assert purge_changes() == 0
    change_price(committed_world, pin)
    delivery.status = 503
    with pytest.raises(OSError, match="503"):
        purge_changes()
    delivery.status = 200
    purge_changes()
    (keys,) = delivery.told
    assert f"p:{pin.pk}" in keys
    assert any(key.startswith("m:") for key in keys)
    assert {"lists", RIGHTS} & set(keys) == set()
    with transaction.atomic():
        change_text(committed_world, pin)
        transaction.set_rollback(True)
    assert purge_changes() == 0
    with connection.cursor() as cursor:  # of the database from which this one was restored
        cursor.execute("update page_store_purge set snapshot = '999999999:999999999:'")
    purge_changes()
    assert {f"p:{pin.pk}", "lists"} <= set(delivery.told[-1])
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=pin.pk)
    purge_changes()
    assert delivery.told[-1] == [RIGHTS]
    assert delivery.tokens == {"Bearer secret"}


def test_pages_name_their_keys_to_a_network_only(
    committed_world: RightsWorld, delivery: Delivery, settings: Any
) -> None:
    pin = committed_world.product()
    for _ in range(2):
        keys = ask(detail_path(pin)).headers["Surrogate-Key"].split()
        assert keys == [RIGHTS, f"p:{pin.pk}", "settings"]
    settings.ENV = settings.ENV.with_values({"CDN_PURGE_URL": None})
    assert "Surrogate-Key" not in ask(LIST).headers
    assert purge_changes() == 0


def test_a_page_of_very_many_products_names_whole_lists() -> None:
    scopes = {f"p:{number}" for number in range(5000)} | {"lists", "m:1"}
    assert surrogate_keys(scopes) == "rights lists m:1"
