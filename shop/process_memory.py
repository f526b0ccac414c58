"""Memory of the processes that run for long: web workers and the worker of jobs.

The module needs only the standard library: it runs before the shop is loaded.
"""

import ctypes
import sys
import warnings
from typing import Any

M_ARENA_MAX = -8  # of malloc.h
# Installed for development or for commands of the terminal. Others load them when they find them:
# Stripe's client aiohttp, structlog rich and greenlet, Django's tools for tests jinja2, the REST
# framework pygments, and requests charset_normalizer, which guesses encodings that nobody names.
UNUSED = ("aiohttp", "rich", "jinja2", "greenlet", "pygments", "charset_normalizer", "chardet")


def save_memory() -> None:
    """Keep one heap, and hide libraries that nothing in these processes uses."""
    keep_one_heap()
    modules: dict[str, Any] = sys.modules
    for name in UNUSED:
        modules.setdefault(name, None)  # an import of it fails
    warnings.filterwarnings("ignore", message="Unable to find acceptable character detection")


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
