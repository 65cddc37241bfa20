"""A citizens' council: its establishment, its districts, its members, its facilitators."""
