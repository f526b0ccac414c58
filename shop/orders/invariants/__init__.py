"""Invariants of orders, stock and payments, each as one query."""
