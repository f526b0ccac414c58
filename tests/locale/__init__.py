"""The words of the shop in its languages."""
