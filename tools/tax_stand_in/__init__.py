"""Stand-in for a tax service: it can fail, be slow or answer nonsense."""
