"""Invoices and credit notes as PDF/A-3 in any language of the shop, and royalty statements."""
