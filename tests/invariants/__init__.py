"""The sixteen promises of the shop about rights, each with a test that bears its number."""
