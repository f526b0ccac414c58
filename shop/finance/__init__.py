"""Money: payments, the ledger and royalties."""
