"""Fork of Oscar's customer app: the pages of an account, of its orders and of stock alerts."""
