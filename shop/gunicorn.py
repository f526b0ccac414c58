"""Settings of gunicorn: threads, because a request waits for the database."""

import gc
import os
import shutil
import ssl
import sys
import tempfile
from importlib import import_module
from typing import Any

from shop.process_memory import give_memory_back, give_memory_back_regularly, save_memory

save_memory()  # before the modules below load what it hides

from shop.balanced_worker import forget  # noqa: E402
from shop.platform.database.roles import refuse_superuser  # noqa: E402
from shop.settings.env import ConfigurationError, read_environment  # noqa: E402

TLS_FILES = ("WEB_TLS_CERTIFICATE", "WEB_TLS_KEY", "WEB_TLS_CLIENT_CA")
LOCAL_HOSTS = ("127.0.0.1", "::1", "localhost")

wsgi_app = "shop.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# TLS of the hop from the proxy; then only clients with a certificate of that authority are served.
certfile = os.environ.get("WEB_TLS_CERTIFICATE") or None
keyfile = os.environ.get("WEB_TLS_KEY") or None
ca_certs = os.environ.get("WEB_TLS_CLIENT_CA") or None
cert_reqs = ssl.CERT_REQUIRED if ca_certs else ssl.CERT_NONE
worker_class = "shop.balanced_worker.BalancedWorker"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Neither scheme nor address comes from a header here: the shop decides
# (shop/identity/accounts/proxies.py).
forwarded_allow_ips = ""
timeout = 60
graceful_timeout = 20
keepalive = 15
control_socket_disable = True  # it would lie in the home folder, shared by every shop
# A worker answers a thousand stored pages a second; it is replaced after some minutes of that.
max_requests = 200_000
max_requests_jitter = 20_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
# The workers count requests in files of this folder, which any of them reads for Prometheus.
if os.environ.get("METRICS_TOKEN") or os.environ.get("METRICS_TOKEN_FILE"):
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="metrics-", dir=worker_tmp_dir)


def ssl_context(_config: object, default_ssl_context_factory: Any) -> ssl.SSLContext:
    """Refuse protocols before TLS 1.2."""
    context: ssl.SSLContext = default_ssl_context_factory()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def refuse_plain_http(process: str) -> None:
    """Raise `ConfigurationError` when requests would cross a network without TLS.

    Also for a process that was given the secrets of another one.
    """
    if process != "web":
        message = f"SHOP_PROCESS is {process}: the web server needs the secrets of web"
        raise ConfigurationError(message)
    host = os.environ.get("HOST", "127.0.0.1")
    if host in LOCAL_HOSTS:
        return
    missing = [name for name in TLS_FILES if not os.environ.get(name)]
    if missing:
        names = ", ".join(missing)
        raise ConfigurationError(f"HOST is {host}: requests need TLS; {names} must name a file")


def on_starting(_server: object) -> None:
    """Refuse to serve with a database login that is too strong, or without a database."""
    try:
        environment = read_environment()
        if environment.production:
            refuse_plain_http(environment.SHOP_PROCESS)
            refuse_superuser(environment.DATABASE_URL)
    except ConfigurationError as error:
        sys.exit(f"configuration: {error}")
    share_modules()


def post_worker_init(_worker: object) -> None:
    """Give memory back in each worker; no thread of the parent goes on in it."""
    give_memory_back_regularly()


def child_exit(_server: object, worker: Any) -> None:
    """Remove the shared state of a worker that has ended; its counters for Prometheus stay."""
    forget(worker)
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        mark_process_dead = import_module("prometheus_client.multiprocess").mark_process_dead
        mark_process_dead(worker.pid)


def on_exit(_server: object) -> None:
    """Remove the files of the counters."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)


def share_modules() -> None:
    """Load the shop once, before the workers are forked.

    They start at once and share the memory of what they only read; the garbage collector is kept
    from writing to it. `preload_app` would load the shop before `on_starting` can refuse.
    """
    import_module("shop.wsgi")
    import_module("shop.urls")  # the views, which the first request would load in each worker
    import_module("shop.commerce.fulfillment.calendars").load_calendars()
    import_module("django.template").engines["django"]  # and all modules of tags
    gc.collect()
    give_memory_back()
    gc.freeze()
