"""The association's screens for the jury: its members, who reads what, the déports, the rules."""
