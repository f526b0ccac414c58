"""Public pages and reads of the API from stored bytes, with the visitor's own parts filled in."""
