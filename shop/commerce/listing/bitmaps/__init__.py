"""Bitmaps of the products of a large shop: one bit for each product that has a fact.

Lists by facts and words are counted, and their newest products found, by combining bitmaps. A job
writes them for chunks of ids (`writing`). Products that have changed since, or change by time, are
looked up instead (`counting`), so that the numbers are always those of the rows.
"""
