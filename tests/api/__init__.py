"""The API for apps."""
