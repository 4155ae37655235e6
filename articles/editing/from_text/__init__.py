""" "New from text": raw copy pasted or dropped, what was understood of it, and the draft."""
