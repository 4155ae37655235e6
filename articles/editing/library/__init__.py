"""The desk's admins of what outlives a story: tags, people, sources, photos and their credits."""
