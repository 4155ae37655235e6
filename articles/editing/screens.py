"""Registers every screen of the desk."""
