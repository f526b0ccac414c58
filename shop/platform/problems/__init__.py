"""Problem documents (RFC 9457): the one shape of every error that the API answers."""
