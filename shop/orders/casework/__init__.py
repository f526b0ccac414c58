"""Customer service: search, tags, owners of work, requests of buyers, fraud reviews."""
