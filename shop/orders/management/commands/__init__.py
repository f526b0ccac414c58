"""Management commands of ordering."""
