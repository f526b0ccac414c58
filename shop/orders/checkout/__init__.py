"""Checkout: baskets, quotes, addresses, limits and placement of orders."""
