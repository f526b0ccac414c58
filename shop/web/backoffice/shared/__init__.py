"""Forms, tables and texts shared by the parts of the back office."""
