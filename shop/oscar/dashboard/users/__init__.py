"""Fork of Oscar's dashboard of users: the staff's pages of customers."""
