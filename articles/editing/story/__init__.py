"""A story at the desk: its list, its form and what stands round it, and the screens beside."""
