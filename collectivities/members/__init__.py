"""The association's screens for the members of communes: who they are, inviting, revoking."""
