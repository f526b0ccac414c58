"""Fork of Oscar's checkout app: its pages give way to ours."""
