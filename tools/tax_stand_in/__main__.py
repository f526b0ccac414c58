"""Run the stand-in: `python -m tools.tax_stand_in --port 8600 --rate 0.07`.

Each line of standard input is a mode: ok, fail, slow, nonsense or incomplete.
"""

import argparse
import sys
from threading import Thread

from tools.tax_stand_in.service import MODES, TaxStandIn


def main() -> None:
    """Serve rates on loopback, in the mode that was typed last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8600)
    parser.add_argument("--rate", default="0.07")
    options = parser.parse_args()
    service = TaxStandIn(options.rate)
    Thread(target=service.server(options.port).serve_forever, daemon=True).start()
    for line in sys.stdin:
        mode = line.strip()
        if mode in MODES:
            service.mode = mode
        else:
            sys.stderr.write(f"Type one of: {', '.join(MODES)}\n")


if __name__ == "__main__":
    main()
