"""Problem documents (RFC 9457), the format of all API errors."""
