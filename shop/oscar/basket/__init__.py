"""Fork of Oscar's basket app: one open basket for each owner and market."""
