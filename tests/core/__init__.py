"""Plain Python: money, periods, ids."""
