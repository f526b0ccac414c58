"""Oscar's migrations of the app under their own names, and ours after them."""
