"""Files that nobody should send, and what is said about each."""
