"""Settings of the test suite: a database server of its own, cheap passwords, mails in memory.

The server lies in `var/test-postgres` and alone runs without fsync; a DATABASE_URL in the
environment is never used, so that no test can touch a real shop.
"""

import os
from pathlib import Path

from shop.database.embedded import start

if "SHOP_TEST_SERVER" not in os.environ:
    _addresses = start(Path(__file__).resolve().parents[2] / "var" / "test-postgres", durable=False)
    os.environ["SHOP_TEST_SERVER"] = _addresses.owner
    os.environ["DATABASE_URL"] = _addresses.owner
    os.environ["DATABASE_OWNER_URL"] = _addresses.owner
    os.environ["SHOP_TEST_APP_URL"] = _addresses.app

from shop.settings import *  # noqa: F403
from shop.settings import DATABASES, LOGGING, STORAGES

for _config in DATABASES.values():
    _config["OPTIONS"].pop("pool", None)
# The role that the running shop would have; tables are granted to it as after any migration.
APP_DATABASE_ROLE = "shop_app"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {**LOGGING, "root": {"handlers": [], "level": "CRITICAL"}}
