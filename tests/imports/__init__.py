"""Tests of imports: from a file to products on sale."""
