"""The audit log of rights and its seals."""
