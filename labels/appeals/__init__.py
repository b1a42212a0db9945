"""Appeals (« recours »): filed by a candidate, answered by the association; a label put right."""
