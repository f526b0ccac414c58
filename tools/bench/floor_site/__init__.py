"""The least that Django can do: what other figures are read as a share of."""
