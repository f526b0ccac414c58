"""The books: what was charged, owed, given back and kept by Stripe, in double entry."""
