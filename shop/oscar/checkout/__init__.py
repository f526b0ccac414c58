"""Fork of Oscar's checkout app, with our own pages."""
