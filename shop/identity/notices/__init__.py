"""Notices to people of the back office and of licensees, on the page and by mail."""
