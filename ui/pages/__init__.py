"""The pages, one file each; pages do not know each other."""
