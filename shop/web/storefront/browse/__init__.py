"""Pages on which fans find a product: front page, lists, search, product, market switch."""
