"""Prices by market, and tax."""
