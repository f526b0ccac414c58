"""Customs duties of a consignment: who pays them, and how much they are."""
