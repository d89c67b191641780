"""What can be done: each command gets the work and either does all of it or refuses in the user's words."""
