"""Write the rows of an import to the database in batches."""
