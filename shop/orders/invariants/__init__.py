"""Statements that must hold for orders, stock and payments, each as one query."""
