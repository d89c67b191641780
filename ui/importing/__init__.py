"""Tables of the school on their way in: chosen, recognised, previewed, stored in one step, and taken back."""
