"""What the readings of a campaign amount to: scores, corrected for the severity of each reader."""
