"""Why a page was not fetched: errors with a word to keep and a sentence to show."""


class Failed(Exception):
    """No answer was had. `kind` is the word kept in records, `address` where it happened.

    `status` is the answer's, where one began and was then given up.
    """

    kind = "failed"

    def __init__(self, why: str, *, address: str = "", status: int | None = None):
        super().__init__(why)
        self.address = address
        self.status = status


class Refused(Failed):
    """We will not go there: nothing was looked up, or nothing was connected to."""

    kind = "refused"


class Unreachable(Failed):
    """We went, and there was nobody to talk to."""


class NoSuchHost(Unreachable):
    """The name means nothing: the strongest sign that a page is gone."""

    kind = "no_host"


class LookUpFailed(Unreachable):
    """Names could not be looked up just now, which may be our own trouble."""

    kind = "look_up"


class NoConnection(Unreachable):
    kind = "connection"


class NotTrusted(Unreachable):
    """The connection could not be made private: a bad certificate, or no TLS we speak."""

    kind = "tls"


class BadAnswer(Unreachable):
    """What came back is not HTTP, or stopped in the middle."""

    kind = "protocol"


class TooLarge(Failed):
    kind = "large"


class TooSlow(Failed):
    kind = "slow"


class TooManyRedirects(Failed):
    kind = "redirects"
