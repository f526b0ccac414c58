"""What shop staff see, and what nobody changes there."""
