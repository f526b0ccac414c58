"""Prices and tax."""
