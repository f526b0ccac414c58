"""Staff: roles, invitations, four eyes."""
