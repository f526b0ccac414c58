"""Fork of Oscar's offer app: nothing of its own yet but its place."""
