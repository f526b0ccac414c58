"""Pytest plugin that starts the database server of the tests before Django's settings are read.

Only this server runs without fsync. Its files are in memory if the machine has enough of it, else
in `var/test-postgres`. A DATABASE_URL in the environment is never used, so that no test can touch a
real shop.
"""

import gc
import hashlib
import os
import shutil
import sys
from pathlib import Path

import pytest

from shop.platform.database.embedded import start

ROOT = Path(__file__).resolve().parents[2]
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  the file system in memory of every Linux
NEEDED_BYTES = 4 * 2**30
COMPILED = ROOT / "var" / "compiled"


def data_folder() -> Path:
    """Return the folder of the server: in memory, a database is copied in a tenth of the time."""
    try:
        is_roomy = shutil.disk_usage(SHARED_MEMORY).free > NEEDED_BYTES
    except OSError:  # not on every system
        is_roomy = False
    if not is_roomy:
        return ROOT / "var" / "test-postgres"
    checkout = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
    return SHARED_MEMORY / f"stadium-store-tests-{os.getuid()}-{checkout}"


def keep_compiled_modules() -> None:
    """Keep compiled modules in `var`, even if the environment disables writing them.

    The tests start some hundred processes, and compiling Django takes three seconds in each.
    """
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(COMPILED)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Load shop and tests without the garbage collector, which would go through them repeatedly.

    `tests/conftest.py` turns it on when the tests are collected.
    """
    gc.disable()


keep_compiled_modules()
# Playwright keeps an event loop in the thread of the tests, which Django would mistake for async
# code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

if "SHOP_TEST_SERVER" not in os.environ:
    _addresses = start(data_folder(), durable=False)
    os.environ["SHOP_TEST_SERVER"] = _addresses.owner
    os.environ["DATABASE_URL"] = _addresses.owner
    os.environ["DATABASE_OWNER_URL"] = _addresses.owner
