"""Tests of licensees' pictures: accepted and refused files, and visibility."""
