"""Compare the rows of an import with the catalog and plan the changes."""
