"""Read rights from the database: facts of decisions, rights of lists, visibility, history."""
