"""Pictures of licensees' uploads: archives, checks, renditions, and who may see them until release.

`archive`, `checking`, `imaging`, `decoder` and `decoding` know neither Django nor the shop.
"""
