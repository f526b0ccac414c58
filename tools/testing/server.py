"""Starts the database server of the tests before Django's settings are read; a pytest plugin.

The server lies in `var/test-postgres` and alone runs without fsync. A DATABASE_URL in the
environment is never used, so that no test can touch a real shop.
"""

import os
from pathlib import Path

from shop.platform.database.embedded import start

# Playwright keeps an event loop in the thread of the tests, which Django would take for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

if "SHOP_TEST_SERVER" not in os.environ:
    _addresses = start(Path(__file__).resolve().parents[2] / "var" / "test-postgres", durable=False)
    os.environ["SHOP_TEST_SERVER"] = _addresses.owner
    os.environ["DATABASE_URL"] = _addresses.owner
    os.environ["DATABASE_OWNER_URL"] = _addresses.owner
