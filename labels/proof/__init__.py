"""What proves a label: its code, its page of verification, its badge, its sign, its certificate, all signed."""
