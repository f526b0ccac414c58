"""Settings of the test suite: no pool, cheap passwords, mails and pictures in memory."""

from shop.settings import *  # noqa: F403
from shop.settings import DATABASES, ENV, LOGGING, STORAGES

# Tests of limits ask for them with the fixture `limits`; all others write as fast as they can.
ENV = ENV.with_values({"LIMITS_FACTOR": 0})

for _config in DATABASES.values():
    _config["OPTIONS"].pop("pool", None)
# The role of the running shop; tables are granted to it as after any migration.
APP_DATABASE_ROLE = "shop_app"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "uploads": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# WhiteNoise scans static files when it starts, which is once for each test client.
WHITENOISE_AUTOREFRESH = True
# Most requests of tests are refused: rendering their log records would be wasted time. A level for
# pytest's own handlers would empty the caches of all loggers six times in each test.
LOGGING = {
    **LOGGING,
    "root": {"handlers": [], "level": "CRITICAL"},
    "loggers": {name: {"level": "ERROR"} for name in (*LOGGING["loggers"], "django")},
}
