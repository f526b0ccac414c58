"""The shop's PostgreSQL server, its roles and their permissions."""
