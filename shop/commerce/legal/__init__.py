"""Legal pages of markets: versions, publication, ready-made texts."""
