"""How gunicorn serves the shop: threads, because a request waits for the database."""

import os
import sys

from shop.platform.database.roles import refuse_superuser
from shop.settings.env import ConfigurationError, read_environment

wsgi_app = "shop.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Neither scheme nor address comes from a header here: the shop decides
# (shop/identity/accounts/proxies.py).
forwarded_allow_ips = ""
timeout = 60
graceful_timeout = 20
keepalive = 15
control_socket_disable = True  # it would lie in the home folder, shared by every shop
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108


def on_starting(_server: object) -> None:
    """Refuse to serve with a database login that is too strong, or without a database."""
    try:
        environment = read_environment()
        if environment.production:
            refuse_superuser(environment.DATABASE_URL)
    except ConfigurationError as error:
        sys.exit(f"configuration: {error}")
