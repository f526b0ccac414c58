"""The database server that the shop brings along, and what its roles may do."""
