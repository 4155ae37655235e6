"""A realistic archive of any size, for measuring: the frequencies of real newsrooms.

What it draws its words and names from is a `Material`: real posts where a folder of them is given
(JSON lines of `{"text": …}`, tables of `tag<TAB>count`), else made-up ones of the same lengths.
"""

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from io import BytesIO
from itertools import accumulate
from pathlib import Path

from django.utils import timezone

from ..names import fold
from ..people.models import Contributor
from ..photos import intake
from ..photos.credits import PhotoCredit
from ..publishing.archive import Printed
from ..sources.models import Document, Source
from ..stories.copy import BylineCopy, CitationCopy, Copy, PlacementCopy
from ..tags.models import Section, Tag
from . import drawing

SEED = 1
YEARS = 6
SECTIONS = ("World", "Politics", "Business", "Science", "Culture", "Sport")
SCENES = 8  # photos shared by all stories that have one, as an agency's pictures are
SYLLABLES = ("ka", "mo", "ri", "ne", "sta", "vel", "du", "tor", "an", "shi", "lo", "pre", "mar")


@dataclass(frozen=True)
class Weighted:
    """Names with how often each occurs, to be drawn from as often."""

    names: list[str]
    counts: list[int]

    def draw(self, dice: random.Random, number: int) -> list[str]:
        drawn = dice.choices(self.names, cum_weights=self.cumulative, k=number)
        return list(dict.fromkeys(drawn))

    @property
    def cumulative(self) -> list[int]:
        return list(accumulate(self.counts))


@dataclass(frozen=True)
class Material:
    sentences: list[str]
    tags: Weighted
    publishers: Weighted


def material(folder: Path | None) -> Material:
    """From the real posts in `folder`, or made up if there is none."""
    return real(folder) if folder and folder.is_dir() else made_up()


def real(folder: Path) -> Material:
    sentences = []
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = re.sub(r"\A---.*?\n---", "", json.loads(line)["text"], flags=re.DOTALL)
                text = re.sub(r"<[^>]*>|{{.*?}}|!?\[|\]\([^)]*\)|[*_>#`]", "", text)
                sentences += [s for s in re.split(r"(?<=[.!?])\s+", text) if 30 < len(s) < 400]
    return Material(
        sentences,
        tags=counted(folder / "tag-counts-current-events.tsv"),
        publishers=counted(folder / "publisher-counts.tsv"),
    )


def counted(file: Path) -> Weighted:
    """A table of names and counts, names that fold alike taken together."""
    counts, names = {}, {}
    with file.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            key = fold(row["tag"])[:100]
            names.setdefault(key, row["tag"].strip()[:100])
            counts[key] = counts.get(key, 0) + int(row["count"])
    return Weighted([names[key] for key in counts if key], [counts[key] for key in counts if key])


def made_up() -> Material:
    dice = random.Random(SEED)

    def word() -> str:
        return "".join(dice.choices(SYLLABLES, k=dice.randint(1, 4)))

    def name() -> str:
        return " ".join(word().capitalize() for _ in range(dice.randint(1, 3)))

    def sentence() -> str:
        return " ".join(word() for _ in range(dice.randint(8, 30))).capitalize() + "."

    def names(number: int) -> Weighted:
        distinct = list({fold(n): n for n in (name() for _ in range(number))}.values())
        return Weighted(distinct, [max(1, number // rank) for rank, _ in enumerate(distinct, 1)])

    return Material([sentence() for _ in range(3000)], tags=names(3000), publishers=names(600))


def archive(number: int, source: Material) -> Iterator[Printed]:
    """`number` printed stories over six years, the oldest first; makes the library they use."""
    dice = random.Random(SEED)
    library = Library(source, number, dice)
    end = timezone.now()
    step = timedelta(days=365 * YEARS) / number
    for index in range(number):
        yield Printed(library.copy(index), dated=end - step * (number - index))


class Library:
    def __init__(self, source: Material, stories: int, dice: random.Random):
        self.source, self.dice = source, dice
        self.sections = [Section.objects.get_or_create(name=name)[0].pk for name in SECTIONS]
        self.tags = rows_by_name(Tag, source.tags.names)
        self.tag_weights = source.tags.cumulative
        publishers = rows_by_name(Source, source.publishers.names)
        self.contributors = list(
            rows_by_name(Contributor, [f"Staff Writer {n}" for n in range(1, 41)]).values()
        )
        self.documents = self.make_documents(publishers, 2 * stories)
        self.photos = [self.make_photo(name) for name in list(drawing.DRAWINGS)[:SCENES]]

    def make_documents(self, publishers: dict[str, int], number: int) -> list[int]:
        names = self.dice.choices(
            self.source.publishers.names, cum_weights=self.source.publishers.cumulative, k=number
        )
        held = Document.objects.count()
        made = Document.objects.bulk_create(
            (
                Document(
                    kind=Document.Kind.NEWS_ARTICLE,
                    title=self.dice.choice(self.source.sentences)[:200],
                    publisher_id=publishers[name],
                    url=(address := f"https://archive.example/{held + index}"),
                    normalised_url=address,
                )
                for index, name in enumerate(names)
            ),
            batch_size=2000,
        )
        return [document.pk for document in made]

    def make_photo(self, scene: str) -> int:
        file = BytesIO()
        drawing.draw(scene, size=(960, 640)).save(file, "JPEG", quality=88)
        line = f"Photographer of {scene}"
        credit, _ = PhotoCredit.objects.get_or_create(
            kind=PhotoCredit.Kind.AGENCY, creators=line, supplier="AFP"
        )
        described = f"A {scene.replace('-', ' ')}"
        photo = intake.take_in(
            file, name=f"{scene}.jpg", caption=described, alt_text=described, credit=credit
        )
        return photo.pk

    def copy(self, index: int) -> Copy:
        dice = self.dice
        citations = [
            CitationCopy(key=f"c{number}-{index}", document=dice.choice(self.documents))
            for number in range(dice.randint(0, 5))
        ]
        tags = dice.choices(
            self.source.tags.names, cum_weights=self.tag_weights, k=dice.randint(1, 6)
        )
        lead = dice.random() < 0.4
        return Copy(
            headline=self.sentence(12),
            kicker=self.sentence(3).rstrip("."),
            dek=self.sentence(25),
            body=self.body([citation.key for citation in citations]),
            section=dice.choice(self.sections),
            tags=tuple({self.tags[name] for name in tags}),
            bylines=(BylineCopy(dice.choice(self.contributors)),),
            citations=tuple(citations),
            placements=(PlacementCopy(f"p-{index}", dice.choice(self.photos), "lead"),)
            if lead
            else (),
        )

    def sentence(self, words: int) -> str:
        return " ".join(self.dice.choice(self.source.sentences).split()[:words])

    def body(self, keys: list[str]) -> str:
        """Six to sixteen paragraphs, the citation marks at the ends of the first of them."""
        paragraphs = []
        for index in range(self.dice.randint(6, 16)):
            text = escape(
                " ".join(self.dice.choices(self.source.sentences, k=self.dice.randint(2, 4)))
            )
            mark = f'<cite data-key="{keys[index]}"></cite>' if index < len(keys) else ""
            paragraphs.append(f"<p>{text}{mark}</p>")
        return "".join(paragraphs)


def rows_by_name(model, names: list[str]) -> dict[str, int]:
    """The ids of the rows called so, made where they are missing, in a handful of statements."""
    held = dict(model.objects.values_list("folded", "pk"))
    slugs = set(model.objects.values_list("slug", flat=True))
    missing = []
    for name in names:
        if fold(name) not in held:
            row = model(name=name)
            row.prepare(taken=slugs.__contains__)
            slugs.add(row.slug)
            missing.append(row)
    held |= {row.folded: row.pk for row in model.objects.bulk_create(missing, batch_size=500)}
    return {name: held[fold(name)] for name in names}
