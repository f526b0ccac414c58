"""The REST API for mobile apps: a skin over the same services as the pages."""
