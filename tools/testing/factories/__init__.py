"""Builders of test data; they use the real services if there are any."""
