"""Prices by market: what an article costs, when."""
