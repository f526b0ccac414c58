"""From the basket to the order: quotes, addresses, limits and placement."""
