"""What leaves the program: files, paper, the clipboard; wholly or not at all."""
