"""Helpers shared by tests, drills and benchmarks: factories, databases, a live shop."""
