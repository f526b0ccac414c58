"""Gift cards: prepaid or goodwill credit of one currency, redeemed by code."""
