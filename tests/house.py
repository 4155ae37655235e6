"""A desk full of things, for whoever may and may not touch them."""

from functools import cache
from io import BytesIO

from django.contrib.auth.models import Group, User
from django.test import Client
from lxml import html

from articles import named
from articles.sources import capture, merging
from articles.sources.agreements import SourcingTerm
from articles.sources.links import HostRule
from articles.sources.models import SourceDomain
from articles.stories.copy import CitationCopy, PlacementCopy
from articles.stories.models import Story

from . import newsroom
from .editing.story_pages import Page


class House:
    """A desk full of things, and everybody's accounts by identity. `own`: a draft of each."""

    def __init__(self, users: dict[str, User]):
        self.users, self.root = users, users["superuser"]
        self.section = newsroom.a_section("City")
        self.tag, self.loose_tag = newsroom.a_tag("zqtag"), newsroom.a_tag("zqloose")
        self.contributor = newsroom.a_contributor("zqcontributor")
        self.source = newsroom.a_source("zqsource")
        self.alias = self.source.aliases.create(name="zqalias")
        self.domain = SourceDomain.objects.create(source=self.source, domain="zq.example")
        self.source.identifiers.create(scheme="wikidata", value="Q42")
        self.document = newsroom.a_document(
            "zqdocument", publisher=self.source, url="https://zq.example/zqdocument"
        )
        self.capture = capture.bring(
            self.document, BytesIO(b"zqevidence"), name="zq.txt", kind="other", by=self.root
        )
        self.link = newsroom.a_link(self.document)
        self.rule = HostRule.objects.create(
            host="zqhost.example", treatment="paywall", reason="Seen.", by=self.root
        )
        self.agreement = newsroom.an_agreement("zqagreed", approved=False)
        newsroom.an_identity(self.agreement, "zqnobody")
        self.term = SourcingTerm.objects.get(terms="background")
        self.credit = newsroom.a_credit(creators="zqcreator")
        self.photo = newsroom.a_photo(credit=self.credit, caption="zqcaption")
        self.former = self.photo.former_pictures.create(
            original=self.photo.original.name, sha256="zqformer", format="PNG"
        )
        self.merges = self.some_merges()
        self.other = {state: self.a_full_story(state) for state in newsroom.STATES}
        self.own = {who: self.a_draft_of(user) for who, user in users.items()}
        self.group = Group.objects.create(name="Interns")

    @cache  # noqa: B019 - a house stands as long as the tests of one module
    def story_form(self, story: Story) -> tuple[str, dict]:
        page = Page(self.root, story)
        return page.address, page.data.dict()

    @cache  # noqa: B019
    def admin_form(self, row) -> tuple[str, dict]:
        client = Client()
        client.force_login(self.root)
        app, model = row._meta.app_label, row._meta.model_name
        address = f"/desk/{app}/{model}/{row.pk}/change/"
        document = html.fromstring(client.get(address).content.decode())
        return address, dict(document.get_element_by_id(f"{model}_form").form_values())

    def some_merges(self) -> dict[str, named.Merge]:
        kinds = {
            "tagmerge": newsroom.a_tag,
            "sectionmerge": newsroom.a_section,
            "contributormerge": newsroom.a_contributor,
            "sourcemerge": newsroom.a_source,
        }
        merges = {
            kind: named.merge(make("zqloser"), into=make("zqwinner"), by=self.root)
            for kind, make in kinds.items()
        }
        loser, winner = map(newsroom.a_document, ("zqlosing document", "zqwinning document"))
        return merges | {"documentmerge": merging.merge(loser, into=winner, by=self.root)}

    def a_full_story(self, state: str, by=None) -> Story:
        return newsroom.a_story_in(
            state,
            by,
            headline=f"zqheadline {state}",
            section=self.section.pk,
            tags=(self.tag.pk,),
            citations=(CitationCopy("cite-one", document=self.document.pk),),
            placements=(PlacementCopy("photo-one", self.photo.pk),),
            body='<p>Text<cite data-key="cite-one"></cite>.</p>'
            '<figure data-key="photo-one"></figure>',
        )

    def a_draft_of(self, user: User) -> Story:
        """A draft in the name of `user`, who may not even be let to file one."""
        story = newsroom.a_story(by=self.root, headline=f"zqdraft of {user}")
        Story.objects.filter(pk=story.pk).update(filed_by=user)
        return newsroom.saved(Story.objects.get(pk=story.pk), by=self.root, dek="A second save.")

    @property
    def places(self) -> dict:
        """What the addresses of the tables in matrix.py have in braces."""
        return {
            "story": self.other["submitted"].pk,
            "file": self.photo.renditions.first().name,
            "user": self.users["no role"].pk,
            **{kind: merge.pk for kind, merge in self.merges.items()},
            **{
                row._meta.model_name: row.pk
                for row in (
                    self.tag,
                    self.section,
                    self.contributor,
                    self.source,
                    self.document,
                    self.capture,
                    self.link,
                    self.rule,
                    self.agreement,
                    self.term,
                    self.photo,
                    self.former,
                    self.credit,
                    self.group,
                )
            },
        }
