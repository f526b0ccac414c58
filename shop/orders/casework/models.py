"""No tables yet: the search reads those of orders and people."""
