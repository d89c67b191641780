"""What can be asked: each query takes a session and gives frozen rows, never entities."""
