"""The procès-verbaux of the jury: what they say, their chain, their pages and their print."""
