"""Command line of the sandbox: `python -m tools.stripe_sandbox --port 8400 …`."""

import argparse
import ipaddress
import logging
from pathlib import Path

import uvicorn

from tools.stripe_sandbox.app import build_app
from tools.stripe_sandbox.connections import TrackedProtocol
from tools.stripe_sandbox.context import Options


def parse_arguments(arguments: list[str] | None = None) -> Options:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.stripe_sandbox", description="A stand-in for Stripe. TEST MODE only."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8400)
    parser.add_argument("--public-url", help="address browsers use, if not the one called")
    parser.add_argument("--state", type=Path, metavar="FILE", help="SQLite file to keep all in")
    parser.add_argument("--webhook-url", action="append", default=[], dest="webhook_urls")
    parser.add_argument("--webhook-secret", default="", metavar="whsec_…")
    parser.add_argument("--webhook-timeout", type=float, default=10.0, metavar="SECONDS")
    parser.add_argument("--processing-seconds", type=float, default=5.0, metavar="SECONDS")
    parser.add_argument("--search-lag", type=float, default=0.0, metavar="SECONDS")
    options = Options(**vars(parser.parse_args(arguments)))
    if options.webhook_urls and not options.webhook_secret:
        parser.error("--webhook-url needs --webhook-secret")
    if options.public_url:
        options.public_url = options.public_url.rstrip("/")
    return options


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def main() -> None:
    """Serve until interrupted."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    options = parse_arguments()
    log = logging.getLogger("stripe_sandbox")
    if not _is_loopback(options.host):
        log.warning("the control interface has no password; do not expose %s", options.host)
    log.info("TEST MODE: Stripe sandbox on http://%s:%s", options.host, options.port)
    uvicorn.run(
        build_app(options),
        host=options.host,
        port=options.port,
        http=TrackedProtocol,
        ws="none",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=2,
    )


if __name__ == "__main__":
    main()
