"""Dashboard pages for shop staff: orders, payments, stock, customers and settings."""
