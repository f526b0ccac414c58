"""Fork of Oscar's partner app: stock records that are never oversold, and our strategy."""
