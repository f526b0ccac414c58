"""Migrations of onboarding."""
