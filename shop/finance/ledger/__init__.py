"""Double-entry ledger of charges, refunds, fees, disputes, payouts and gift cards."""
