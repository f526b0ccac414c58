"""Management commands of markets."""
