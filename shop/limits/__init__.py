"""How often something may be tried, and how many unpaid units one client may hold."""
