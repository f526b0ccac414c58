"""Pictures: archives, checks, renditions, storage and visibility before the release.

`archive`, `file_checks`, `imaging`, `decoder` and `decoder_pool` use neither Django nor the shop.
"""
