"""Where screens meet the school: queries and commands, long work, forms and their drafts, every action in one list."""
