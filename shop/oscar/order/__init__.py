"""Fork of Oscar's order app: orders with market, channel, ship-to and a price snapshot."""
