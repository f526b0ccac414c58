"""Metrics for Prometheus: requests of the web server, and the state of jobs, orders and rights."""
