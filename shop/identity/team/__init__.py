"""Teams of licensees: invitations and API keys."""
