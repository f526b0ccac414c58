"""Gift cards: money of one currency that was promised to whoever knows a code."""
