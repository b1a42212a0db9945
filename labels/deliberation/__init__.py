"""The deliberation of the jury, behind closed doors (« à huis clos »)."""
