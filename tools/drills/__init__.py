"""Drills against a running shop, started by hand: `python -m tools.drills revocation`."""
