"""The file of a school itself: found, open, lock, copy and put back; none of it knows what is in it."""
