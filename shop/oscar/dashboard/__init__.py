"""Fork of Oscar's dashboard: its menu and permissions include the shop's own staff pages."""
