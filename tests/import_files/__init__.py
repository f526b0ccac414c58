"""Invalid and unusual import files, with the expected problems."""
