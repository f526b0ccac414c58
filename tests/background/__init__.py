"""Background jobs with real worker processes on a database with real commits."""
