"""A byline's words. Pure."""


def joined(names: list[str]) -> str:
    """Names as a sentence has them: "Jane Doe, John Roe and Ann Poe"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
