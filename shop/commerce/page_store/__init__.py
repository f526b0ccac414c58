"""Public pages as bytes, answered again while nothing that they depend on has changed."""
