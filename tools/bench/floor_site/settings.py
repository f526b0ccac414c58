"""Settings of the floor: no middleware and no apps, on the shop's database."""

import os

import dj_database_url

SECRET_KEY = "of a benchmark on this machine"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tools.bench.floor_site.urls"
WSGI_APPLICATION = "tools.bench.floor_site.wsgi.application"
USE_TZ = True
DATABASES = {
    "default": {
        **dj_database_url.parse(os.environ["DATABASE_URL"]),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}},
    }
}
MIDDLEWARE = ["tools.bench.counting.CountStatements"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
