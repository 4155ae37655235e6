"""What visiting many links costs, one in five misbehaving: `python -m tests.measure_links`.

Everything stays on this machine and leaves nothing behind: the hosts are those of hosts.py, the
database is one for tests. No command of the site, because no site should carry a hostile server.
"""

import argparse
import itertools
import os
import resource
import sys
import time
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()  # before anything with tables can be imported

from django.test.runner import DiscoverRunner  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.sources import monitor, pacing  # noqa: E402
from articles.sources.evidence import Capture  # noqa: E402
from articles.sources.links import Link  # noqa: E402
from articles.sources.models import Document  # noqa: E402
from articles.sources.monitor import Use  # noqa: E402
from articles.sources.pacing import Pace  # noqa: E402
from articles.web import way  # noqa: E402

from . import hosts as ways  # noqa: E402
from .hosts import PAUSE, Hosts, Request, bomb, head  # noqa: E402

OF_ONE_HOST = 2
AT_A_TIME = 200  # as check_links does
EXCERPT = "an inspector said on Monday"
ARTICLE = f"The harbour wall leaks, {EXCERPT}. " + " ".join(
    f"He counted {n} cracks along stretch {n} of the wall, the longest of them {n} steps."
    for n in range(400)
)
STRANGER = " ".join(f"Play slot {n} and win {n} free spins." for n in range(400))


def never_a_word(request: Request):
    """Takes the request and says nothing for longer than anybody waits."""
    PAUSE.wait(60)
    yield b""


def a_byte_now_and_then(request: Request):
    yield head(200, {"Content-Type": "text/html"})
    while True:
        PAUSE.wait(0.1)
        yield b"."


SPEECHES = {
    "silent": never_a_word,
    "drip": a_byte_now_and_then,
    "endless headers": ways.endless_headers,
    "endless body": ways.endless_body,
    "endless chunks": ways.endless_chunks,
    "bomb": bomb(),
    "cut short": ways.cut_short,
    "no HTTP": ways.not_http,
}
PAGES = {
    "gone": ("<p>Not found.</p>", 404),
    "server error": ("<p>Oh no.</p>", 500),
    "not found, says 200": ("<title>Not found</title><p>This page does not exist.</p>" * 30, 200),
    "other words": (f"<p>{STRANGER}</p>", 200),
    **{how: (page, 200) for how, page in ways.HARD_TO_READ.items()},
}
MISBEHAVIOUR = (*SPEECHES, *PAGES, "redirects without end", "no connection", "no such host")


def misbehave(hosts: Hosts, address: str, how: str) -> None:
    host = address.split("/")[2]
    if how in SPEECHES:
        hosts.speaks(address, SPEECHES[how])
    elif how in PAGES:
        body, status = PAGES[how]
        hosts.page(address, body, status=status)
    elif how == "redirects without end":
        hosts.redirect(address, to=address)
    else:
        hosts.page(address)
        hosts.down.add(host)
        if how == "no such host":
            del hosts.names[host]


def begin(hosts: Hosts, number: int) -> dict[str, str]:
    """Open the hosts and have as many links due; how which address misbehaves.

    Each has been captured when it was right, so that whole pages are fetched and compared.
    """
    turn, there = itertools.cycle(MISBEHAVIOUR), {}
    documents = []
    for n in range(number):
        address = f"http://host{n // OF_ONE_HOST}.example/{n}"
        if n % 5:
            hosts.page(address, f"<title>The wall</title><article><p>{ARTICLE}</p></article>")
        else:
            how = next(turn)
            # What is wrong with a whole host is not to fall on the other page of it.
            address = address.replace("host", "other") if how.startswith("no ") else address
            misbehave(hosts, address, how)
            there[address] = how
        documents.append(Document(title=address, url=address, normalised_url=address))
    Document.objects.bulk_create(documents)
    Capture.objects.bulk_create(capture_of(document) for document in documents)
    monitor.watch(documents)
    return there


def capture_of(document: Document) -> Capture:
    return Capture(
        document=document,
        kind=Capture.Kind.PAGE,
        file=f"{document.pk}.warc.gz",
        file_sha256="0" * 64,
        sha256="0" * 64,
        size=len(ARTICLE),
        at=timezone.now(),
        tool="measuring",
        requested_address=document.url,
        final_address=document.url,
        status=200,
        title="The wall",
        text=ARTICLE,
    )


def relied_on(documents: list[int]) -> dict[int, Use]:
    return dict.fromkeys(documents, Use((EXCERPT,)))


def peak() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def visit_all(pace: float) -> tuple[dict[str, str], list[float]]:
    """Visit run by run until nothing is due; what was seen at each address, seconds of each run."""
    signs, runs = {}, []
    begun = time.monotonic()
    while checks := monitor.visit_due(uses=relied_on, most=AT_A_TIME, pace=Pace(pace)):
        signs |= {check.address: check.sign for check in checks}
        runs.append(time.monotonic() - begun)
        begun = time.monotonic()
    return signs, runs


def measure(number: int, pace: float) -> str:
    """Visit so many links of hosts of our own, and say what that took."""
    hosts = Hosts()
    way.WAY_OUT = way.Way(look_up=hosts.look_up, connect=hosts.connect, tls=hosts.tls)
    try:
        there, before = begin(hosts, number), peak()
        signs, runs = visit_all(pace)
    finally:
        hosts.close()
    left = Link.objects.filter(visit_at__lte=timezone.now()).count()
    seen = Counter((there.get(address, "well-behaved"), sign) for address, sign in signs.items())
    table = (f"{count:6}  {how:20}  {sign}" for (how, sign), count in seen.most_common())
    lines = (
        f"{number} links on {len({*hosts.looked_up})} hosts, {len(there)} misbehaving; seen:",
        *table,
        f"{sum(runs):.0f} s in {len(runs)} runs of at most {AT_A_TIME} links, the longest"
        f" {max(runs):.0f} s; {pacing.WORKERS} hosts at once, {pace:g} s between visits to one.",
        f"{left} links left unvisited.",
        f"Peak memory {peak():.0f} MB, the hosts included; {before:.0f} MB before the first visit.",
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=1000, help="how many (1000)")
    parser.add_argument(
        "--pace", type=float, default=pacing.PACE, help="seconds between two visits to one host"
    )
    asked = parser.parse_args()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        sys.stdout.write(measure(asked.links, asked.pace) + "\n")
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
