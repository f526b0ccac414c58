"""Pages of shop staff: what was ordered, paid, stocked and by whom. They show and never change."""
