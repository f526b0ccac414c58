"""Tests of royalties of sold lines."""
