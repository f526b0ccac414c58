"""Markets: countries served, currency, languages, tax, and who sells."""
