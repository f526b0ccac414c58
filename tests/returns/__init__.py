"""Tests of withdrawals, returns, exchanges and claims."""
