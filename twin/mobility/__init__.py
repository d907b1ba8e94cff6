"""How people get about a city on a weekday morning: roads and rides from its streets, trips from its people, and who goes how."""
