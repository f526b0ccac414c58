"""Invoices and credit notes: issued once, numbered without gaps, equal to the books."""
