"""Tests of revocation: the last guard, orders hit by a denial, decisions of staff."""
