"""A row of the library chosen in a form, by its id and what it is called."""

from django.contrib.admin.widgets import AutocompleteSelect

DIGITS = 18  # of any id a database can hold


class ChosenRow(AutocompleteSelect):
    """Django's own asks the database for whatever was sent, and that raises if it can be no id."""

    def optgroups(self, name, value, attr=None):
        ids = [sent for sent in value if sent.isdecimal() and len(sent) <= DIGITS]
        return super().optgroups(name, ids, attr)
