"""The invariants of rights under their numbers; I7 to I9 are with the pure decision's tests."""
