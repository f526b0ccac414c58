"""Tests against a whole running shop."""
