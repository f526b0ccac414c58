"""Selling: markets, prices, stock, delivery, vouchers, gift cards and product lists."""
