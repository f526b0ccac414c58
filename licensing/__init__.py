"""Licensing rights: holders, agreements, grants and clearance. Independent of the shop."""
