"""Pages of the rights desk."""
