"""Prefixes, choice of market, ship-to."""
