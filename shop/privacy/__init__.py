"""Personal data: where they are, what a person can download, and when they are erased."""
