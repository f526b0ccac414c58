"""Tests of product lists and search."""
