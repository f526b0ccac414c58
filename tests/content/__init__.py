"""Content that staff place on the storefront."""
