"""The demo catalog, never loaded in production."""
