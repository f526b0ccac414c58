"""Apply a planned import: write products, prices and stock, and undo it."""
