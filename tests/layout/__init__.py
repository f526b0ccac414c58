"""Tests of the layout and conventions of the project."""
