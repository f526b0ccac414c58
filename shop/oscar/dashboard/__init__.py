"""Fork of Oscar's dashboard: its menu and permissions carry the shop's own pages for staff."""
