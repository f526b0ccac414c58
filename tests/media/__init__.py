"""Pictures of licensees' uploads: what is taken, what is refused and how, and who sees them."""
