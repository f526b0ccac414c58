"""Licensees' uploads: from a file to what is on sale."""
