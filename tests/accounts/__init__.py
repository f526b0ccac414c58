"""Tests of sign-in: accounts, second factors and roles."""
