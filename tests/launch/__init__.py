"""Starting the shop where it cannot start."""
