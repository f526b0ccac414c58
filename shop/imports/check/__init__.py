"""Check the rows of an import against each other and against the catalog."""
