"""Programs used to develop, test and demonstrate the shop; the shop itself never imports them."""
