"""Tests of the dashboard for shop staff."""
