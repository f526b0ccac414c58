"""Staff: ready-made roles, invitations, and changes of roles that a second person approves."""
