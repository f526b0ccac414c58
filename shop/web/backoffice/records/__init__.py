"""Registers of the rights desk: lists, forms, history and CSV of master data."""
