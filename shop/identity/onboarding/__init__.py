"""Onboarding of licensees: documents, tax numbers and bank details, given by the company."""
