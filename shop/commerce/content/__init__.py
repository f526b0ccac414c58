"""Content that staff place on the storefront: blocks of the front page, announcements, menus."""
