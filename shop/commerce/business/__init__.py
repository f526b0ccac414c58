"""Business buyers: their VAT numbers, the checks at VIES, and the evidence of each check."""
