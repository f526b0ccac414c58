"""The product: Oscar's catalogue app with typed columns, versions, approvals and search."""
