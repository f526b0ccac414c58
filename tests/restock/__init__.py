"""Tests of notices that an article is back."""
