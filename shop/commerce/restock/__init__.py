"""Back-in-stock notices for articles that were sold out."""
