"""Stock movements and reservations."""
