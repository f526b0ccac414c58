"""Every place where products come out of the shop, and that none of them shows what is denied."""
