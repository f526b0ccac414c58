"""The shop's settings for a worker that also knows the jobs of these tests."""

from shop.settings import *  # noqa: F403
from shop.settings import PROCRASTINATE_IMPORT_PATHS as SHOP_JOBS

PROCRASTINATE_IMPORT_PATHS = [*SHOP_JOBS, "tests.background.jobs"]
