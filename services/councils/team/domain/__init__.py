"""What the team decides: posts, absences, handovers; and the days on which a council had somebody."""
