"""Fork of Oscar's dashboard of catalogue: the staff's pages of products."""
