"""What people of the back office and of licensees are told, on the page and by mail."""
