"""Payment of an order: intents, settlement, expiry and cancellation."""
