"""Tests of the payment gateway and of the webhook."""
