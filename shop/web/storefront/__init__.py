"""The storefront: browsing, buying and the account of a buyer."""
