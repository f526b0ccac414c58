"""Licensees' uploads: received, checked, planned, applied and taken back."""
