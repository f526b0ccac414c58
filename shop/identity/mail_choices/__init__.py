"""Optional mails: what the owner of an account agreed to, and how they end it."""
