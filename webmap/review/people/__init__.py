"""People of the desk: accounts, roles, invitations, sessions."""
