"""Sales denied by rights, and the effect of a revocation on baskets and orders."""
