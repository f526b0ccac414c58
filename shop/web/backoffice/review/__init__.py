"""What the rights desk and the licensees' portal both show of versions in review."""
