"""The numbered edge cases of the rights specification, by page or API and by placement."""
