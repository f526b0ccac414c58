"""Tests of the benchmark: counting and comparison."""
