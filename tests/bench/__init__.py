"""The benchmark: what it counts and how it compares."""
