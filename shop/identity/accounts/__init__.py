"""People who sign in: fans, licensees, rights, brand and shop staff."""
