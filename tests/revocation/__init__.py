"""What is taken back: the last guard, orders that a denial undoes, people who decide."""
