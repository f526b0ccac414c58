"""Run the stand-in: `python -m tools.label_stand_in --port 8700`.

Each line of standard input is a mode: ok, fail or nonsense.
"""

import argparse
import sys
from threading import Thread

from tools.label_stand_in.service import MODES, LabelStandIn


def main() -> None:
    """Serve labels on loopback, in the mode that was typed last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8700)
    options = parser.parse_args()
    service = LabelStandIn()
    Thread(target=service.server(options.port).serve_forever, daemon=True).start()
    for line in sys.stdin:
        mode = line.strip()
        if mode in MODES:
            service.mode = mode
        else:
            sys.stderr.write(f"Type one of: {', '.join(MODES)}\n")


if __name__ == "__main__":
    main()
