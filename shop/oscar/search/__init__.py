"""Fork of Oscar's search app, with our own page."""
