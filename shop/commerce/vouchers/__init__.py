"""Vouchers: codes that take an amount or a share off the goods of an order."""
