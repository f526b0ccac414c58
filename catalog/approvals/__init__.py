"""Approval of product versions by holders: decisions, comparison, comments, deadlines."""
