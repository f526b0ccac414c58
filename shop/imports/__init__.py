"""Imports of licensees: received, checked, planned, applied and undone."""
