"""Whom a licensee lets in: people by invitation, its own systems by keys."""
