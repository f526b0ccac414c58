"""The demonstration catalogue, never loaded in production."""
