"""After payment: shipments, refunds, mails, and reads of orders."""
