"""find_products: the one entrance to every list."""
