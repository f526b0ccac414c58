"""Invoices and credit notes: immutable documents with gap-free numbers, their PDF and reports."""
