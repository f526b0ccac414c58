"""Receive uploaded files: in one piece, in chunks, or directly into the bucket."""
