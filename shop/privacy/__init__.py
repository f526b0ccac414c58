"""Personal data: its inventory, export, erasure and retention."""
