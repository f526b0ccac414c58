"""What may be sold where: holders, agreements, grants, clearance. Knows neither Oscar nor the shop."""
