"""Memory of the processes that run for long: web workers and the worker of jobs.

It runs before the shop is loaded, and needs only Django's signals.
"""

import ctypes
import sys
import time
import warnings
from threading import Thread
from typing import Any

from shop.platform.core.docstrings import leave_docstrings_out
from shop.platform.core.modules_on_use import load_on_use

M_ARENA_MAX = -8  # of malloc.h
GIVE_BACK_EVERY_S = 15  # it took 0.2 ms after loading
# Installed for development or for commands of the terminal. Others load them when they find them:
# Stripe's client aiohttp, structlog rich and greenlet, Django's tools for tests jinja2, the REST
# framework pygments, and requests charset_normalizer, which guesses encodings that nobody names.
UNUSED = ("aiohttp", "rich", "jinja2", "greenlet", "pygments", "charset_normalizer", "chardet")
# Others load them with themselves, but use them for the schema of the API (yaml, uritemplate),
# migrations (sqlparse), descriptions of number formats (pydoc), or times of jobs (the others).
USED_LATE = ("yaml", "uritemplate", "sqlparse", "pydoc", "croniter", "dateutil.parser")


def save_memory() -> None:
    """Keep one heap, and load only what is used; call it before anything else is loaded."""
    keep_one_heap()
    leave_docstrings_out()
    modules: dict[str, Any] = sys.modules
    for name in UNUSED:
        modules.setdefault(name, None)  # an import of it fails
    warnings.filterwarnings("ignore", message="Unable to find acceptable character detection")
    for name in USED_LATE:
        load_on_use(name)
    from django.db.models.signals import class_prepared

    from shop.platform.core.locale_data import leave_rare_parts_out

    class_prepared.connect(pack_fields)
    leave_rare_parts_out()


def keep_one_heap() -> None:
    """Let all threads of a process allocate from one heap.

    The C library gives each thread its own, none of which gives memory back: 13 MB of a worker.
    Python's threads run one at a time, so they do not wait for each other's memory.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:  # only glibc has the option
        set_option(M_ARENA_MAX, 1)


def give_memory_back() -> None:
    """Give free memory of the heap back to the system; loading the shop leaves 10 MB of it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # as above
        trim(0)


def give_memory_back_regularly() -> None:
    """Start a thread that gives free memory back while the process runs: 4 MB of each.

    Limits of the C library for it are worse: they apply to each small release, and a page takes 8 %
    longer.
    """
    Thread(target=_give_back, name="give-memory-back", daemon=True).start()


def _give_back() -> None:
    while True:
        time.sleep(GIVE_BACK_EVERY_S)
        give_memory_back()


def pack_fields(sender: Any, **_signal: Any) -> None:
    """Store the attributes of a model's fields in tables of the right size.

    Fields have too many attributes to share one table of names. CPython then gives each field a
    table for 85 names; a copy has one for 42. It saves 2 MB.
    """
    for field in (*sender._meta.local_fields, *sender._meta.local_many_to_many):  # noqa: SLF001
        field.__dict__ = {**field.__dict__}
