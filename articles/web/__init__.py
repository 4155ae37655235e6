"""The only way out to the network. Nothing else in the house opens a connection or asks for a name.

`fetch(address)` gives a `Fetched` or raises a `Failed`; it knows no tables and keeps nothing.
"""

from .failures import (
    BadAnswer,
    Failed,
    LookUpFailed,
    NoConnection,
    NoSuchHost,
    NotTrusted,
    Refused,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from .fetching import Fetched, Hop, Limits, body_of, fetch
from .targets import is_public, target

__all__ = [
    "BadAnswer",
    "Failed",
    "Fetched",
    "Hop",
    "Limits",
    "LookUpFailed",
    "NoConnection",
    "NoSuchHost",
    "NotTrusted",
    "Refused",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
    "Unreachable",
    "body_of",
    "fetch",
    "is_public",
    "target",
]
