"""The window, and what stands around every page: navigation, top bar, search, drawer; and what it remembers."""
