"""Command line of the sandbox: `python -m tools.stripe_sandbox --port 8400 …`."""

import argparse
import logging
from pathlib import Path

import uvicorn

from tools.stripe_sandbox.app import build_app
from tools.stripe_sandbox.connections import TrackedProtocol
from tools.stripe_sandbox.context import Options

HOST = "127.0.0.1"
"""Local connections only: the control interface has no password."""

STOP_AFTER_S = 1
"""Seconds that an unfinished response may delay the end of the process."""


def parse_arguments(arguments: list[str] | None = None) -> Options:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.stripe_sandbox", description="A stand-in for Stripe. TEST MODE only."
    )
    parser.add_argument("--port", type=int, default=8400)
    parser.add_argument(
        "--state", type=Path, metavar="FILE", help="SQLite file for persistent state"
    )
    parser.add_argument("--webhook-url", action="append", default=[], dest="webhook_urls")
    parser.add_argument("--webhook-secret", default="", metavar="whsec_…")
    parser.add_argument("--secret-key", metavar="sk_test_…", help="the only one, if given")
    parser.add_argument("--publishable-key", metavar="pk_test_…", help="the only one, if given")
    parser.add_argument(
        "--daily-payouts", action="store_true", help="pay out the balance at midnight UTC"
    )
    options = Options(**vars(parser.parse_args(arguments)))
    if options.webhook_urls and not options.webhook_secret:
        parser.error("--webhook-url needs --webhook-secret")
    return options


def main() -> None:
    """Serve until interrupted."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    options = parse_arguments()
    log = logging.getLogger("stripe_sandbox")
    log.info("TEST MODE: Stripe sandbox on http://%s:%s", HOST, options.port)
    uvicorn.run(
        build_app(options),
        host=HOST,
        port=options.port,
        http=TrackedProtocol,
        ws="none",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=STOP_AFTER_S,
    )


if __name__ == "__main__":
    main()
