"""The report of a talk: over the whole window, one question at a time, by keyboard alone."""
