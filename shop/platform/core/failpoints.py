"""Named points at which a drill kills the process, to test recovery.

Without FAILPOINTS a point costs one comparison; production refuses the variable. With it, a process
that reaches a point whose name is a file of that folder deletes the file and dies by SIGKILL: each
file kills one process.
"""

import os
import signal
from pathlib import Path

POINTS = (
    "placement.key_claimed",
    "placement.decided",
    "placement.order_written",
    "placement.reserved",
    "placement.committed",
    "intent.created",
    "intent.recorded",
    "webhook.stored",
    "webhook.committed",
    "capture.counted",
    "capture.taken",
    "settle.fetched",
    "settle.sold",
    "settle.cards_issued",
    "settle.confirmed",
    "settle.committed",
    "message.mailed",
    "invoices.numbered",
    "invoices.written",
    "sweep.cancelled",
    "refund.sent",
    "packing.marked",
    "cancel.refunded",
    "withdrawal.received",
    "exchange.placed",
    "exchange.replaced",
    "return.inspected",
    "return.refunded",
    "import.batch_written",
    "import.batch_applied",
    "import.drafts_written",
    "import.drafts_sent",
)
_folder: Path | None = Path(os.environ["FAILPOINTS"]) if os.environ.get("FAILPOINTS") else None


def failpoint(name: str) -> None:
    """Kill the process here if a drill requests it."""
    if _folder is None:
        return
    armed = _folder / name
    try:
        armed.rename(armed.with_suffix(f"{armed.suffix}.{os.getpid()}.hit"))
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
