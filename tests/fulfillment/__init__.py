"""Where parcels go and what carries them."""
