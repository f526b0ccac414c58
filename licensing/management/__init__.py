"""Commands of the rights."""
