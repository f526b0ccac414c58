"""Delivery methods, costs and dates."""
