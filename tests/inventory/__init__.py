"""Tests of stock: reservations, the ledger, what the database refuses."""
