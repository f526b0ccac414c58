"""Notices to fans that an article they wanted can be had again."""
