"""Where the shop's PostgreSQL comes from, its roles and what each may do."""
