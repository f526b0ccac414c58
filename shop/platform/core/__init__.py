"""Plain Python shared by every package: no Django, no database."""
