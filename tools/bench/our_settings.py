"""Settings of the shop, with statements counted and only warnings logged."""

from shop.settings import *  # noqa: F403
from shop.settings import LOGGING, MIDDLEWARE

MIDDLEWARE = ["tools.bench.counting.CountStatements", *MIDDLEWARE]
LOGGING = {**LOGGING, "root": {**LOGGING.get("root", {}), "level": "WARNING"}}
