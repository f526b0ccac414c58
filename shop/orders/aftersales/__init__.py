"""After payment: shipments, refunds, mails and what staff and buyers read of an order."""
