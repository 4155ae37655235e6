"""Seal what must not lie about in clear, with keys from the environment. Knows no tables.

The first key of CONFIDENTIAL_KEYS seals, any of them opens. To rotate: put a new key in front,
run `manage.py reseal_identities`, then take the old one out.
"""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.views.decorators.debug import sensitive_variables


class Unsealable(Exception):
    """Why nothing can be sealed or opened, in words for the screen."""


NO_KEYS = "No key is set, so no identity can be kept or read: set CONFIDENTIAL_KEYS (see README)."
WRONG_KEY = (
    "None of the keys in CONFIDENTIAL_KEYS opens this: the key it was sealed with is missing."
)


def is_ready() -> bool:
    return bool(settings.CONFIDENTIAL_KEYS)


def box() -> MultiFernet:
    if not is_ready():
        raise Unsealable(NO_KEYS)
    return MultiFernet([Fernet(key) for key in settings.CONFIDENTIAL_KEYS])


@sensitive_variables()
def seal(words: dict[str, str]) -> str:
    return box().encrypt(json.dumps(words).encode()).decode()


@sensitive_variables()
def opened(sealed: str) -> dict[str, str]:
    try:
        return json.loads(box().decrypt(sealed.encode()))
    except InvalidToken:
        # Without the chain: the error itself has nothing secret, but the frames below it do.
        raise Unsealable(WRONG_KEY) from None


def resealed(sealed: str) -> str:
    """The same, sealed with the first key."""
    try:
        return box().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise Unsealable(WRONG_KEY) from None
