"""Fork of Oscar's shipping app: methods come from shop.commerce.fulfillment."""
