"""Builders of test data; they use the real services wherever there are some."""
