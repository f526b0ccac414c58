"""What every list shows."""
