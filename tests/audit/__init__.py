"""The trail of rights."""
