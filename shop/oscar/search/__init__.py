"""Fork of Oscar's search app: its pages give way to ours."""
