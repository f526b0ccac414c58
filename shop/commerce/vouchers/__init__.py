"""Vouchers: codes that discount the goods of an order by an amount or a percentage."""
