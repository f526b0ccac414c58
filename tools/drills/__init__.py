"""Drills run by hand against a shop that lives: `python -m tools.drills revocation`."""
