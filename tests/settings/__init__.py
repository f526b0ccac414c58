"""What the environment must say before the shop starts."""
