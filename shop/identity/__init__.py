"""People and parties: accounts, teams of licensees, visibility and notices."""
