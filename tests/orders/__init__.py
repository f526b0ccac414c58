"""Tests of baskets, quotes, orders and their payment."""
