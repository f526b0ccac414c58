"""Read rights from the database: facts for decisions, lists of what is open, history."""
