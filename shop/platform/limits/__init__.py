"""Rate limits, and caps on the unpaid units that one client may hold."""
