"""Management commands of the rights."""
