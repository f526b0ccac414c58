"""Pages on which fans buy: basket, checkout, payment, order, account."""
