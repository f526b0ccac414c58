"""Fork of Oscar's dashboard of orders: the staff's pages of orders."""
