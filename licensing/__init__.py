"""What may be sold where: holders, agreements, grants, clearance. Knows nothing of the shop."""
