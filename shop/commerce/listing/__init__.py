"""Lists and details of products as a market offers them."""
