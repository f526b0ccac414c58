"""Stand-in for a carrier's label service: it can fail or answer nonsense."""
