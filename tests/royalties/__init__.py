"""What sold lines earn for the holders of their marks."""
