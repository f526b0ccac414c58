"""Pages of a person about their own account: recovery and personal data."""
