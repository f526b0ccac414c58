"""Tests of delivery methods and destinations."""
