"""Promotions: automatic and coded discounts on Oscar's offers, ranges and vouchers."""
