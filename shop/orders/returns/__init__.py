"""Withdrawals, returns, exchanges, warranty claims, and parcels that were lost or refused."""
