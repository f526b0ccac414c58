"""Run a drill by name."""

import sys
from collections.abc import Callable

from tools.drills import (
    alerts,
    books,
    failures,
    hoarding,
    importing,
    killing,
    lives,
    medal,
    opening,
    proxy,
    replay,
    restoring,
    revocation,
    stops,
    upgrading,
    webhooks,
)

DRILLS: dict[str, Callable[..., int]] = {
    "alerts": alerts.main,
    "revocation": revocation.main,
    "killing": killing.main,
    "books": books.main,
    "failures": failures.main,
    "hoarding": hoarding.main,
    "importing": importing.main,
    "lives": lives.main,
    "medal": medal.main,
    "opening": opening.main,
    "proxy": proxy.main,
    "replay": replay.main,
    "restoring": restoring.main,
    "stops": stops.main,
    "upgrading": upgrading.main,
    "webhooks": webhooks.main,
}


def main() -> int:
    """Run the drill named on the command line."""
    if len(sys.argv) < 2 or sys.argv[1] not in DRILLS:  # noqa: PLR2004  the command and a name
        print(f"usage: python -m tools.drills {{{','.join(DRILLS)}}}")
        return 2
    drill = DRILLS[sys.argv[1]]
    if "--help" in sys.argv[2:]:
        print(sys.modules[drill.__module__].__doc__)
        return 0
    return drill(*sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
