"""What follows from what: pure functions over frozen values, without database or clock."""
