"""Sales that rights deny, and the effect of a revocation on baskets and orders."""
