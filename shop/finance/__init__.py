"""Finance: payments, the ledger and royalties."""
