"""Tests of settings and their checks at start."""
