"""Tests of the shop, by package and behavior; on a real PostgreSQL of their own."""
