"""The REST API for mobile apps, on the same services as the pages."""
