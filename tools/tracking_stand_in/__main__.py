"""Run the stand-in: `python -m tools.tracking_stand_in --port 8500 --secret … --webhook …`.

Each line of standard input is an event: carrier, tracking number and status, separated by spaces.
It is kept, and sent to the webhook.
"""

import argparse
import sys
from datetime import UTC, datetime
from threading import Thread

from tools.tracking_stand_in.service import Parcel, TrackingStandIn

WORDS_OF_EVENT = 3


def main() -> None:
    """Serve events on loopback and send those that are typed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8500)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--webhook", default="")
    options = parser.parse_args()
    service = TrackingStandIn(options.secret)
    Thread(target=service.server(options.port).serve_forever, daemon=True).start()
    for line in sys.stdin:
        words = line.split()
        if len(words) != WORDS_OF_EVENT:
            sys.stderr.write("Type: carrier number status\n")
            continue
        carrier, number, status = words
        event = service.report(Parcel(carrier, number), status, datetime.now(UTC))
        if options.webhook:
            sys.stdout.write(f"{service.notify(options.webhook, event)}\n")


if __name__ == "__main__":
    main()
