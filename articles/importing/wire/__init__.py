"""Raw wire copy -> a story as plain values. Pure; `text.read()` is the way in."""
