"""A doorplate: Django looks for tables here; each stands in its own room."""

from .changes import Change
from .importing.models import Import
from .people.models import Contributor, ContributorAlias, ContributorMerge
from .photos.credits import PhotoCredit
from .photos.models import FormerPicture, Photo, Rendition, RenditionsDue
from .publishing.models import (
    Correction,
    Edition,
    EditionContributor,
    EditionDocument,
    EditionPhoto,
    EditionSource,
    EditionTag,
    FrontSlot,
    Move,
    PhotoShown,
    Revision,
)
from .sources.agreements import SourcingAgreement, SourcingTerm
from .sources.evidence import Capture
from .sources.identities import ConfidentialIdentity, IdentityRecord
from .sources.links import HostRule, Link, LinkCheck
from .sources.models import (
    Document,
    DocumentMerge,
    Source,
    SourceAlias,
    SourceDomain,
    SourceIdentifier,
    SourceMerge,
)
from .stories.models import Byline, Citation, Placement, Quotation, Story, StoryTag
from .tags.models import Section, SectionAlias, SectionMerge, Tag, TagAlias, TagMerge

__all__ = [
    "Byline",
    "Capture",
    "Change",
    "Citation",
    "ConfidentialIdentity",
    "Contributor",
    "ContributorAlias",
    "ContributorMerge",
    "Correction",
    "Document",
    "DocumentMerge",
    "Edition",
    "EditionContributor",
    "EditionDocument",
    "EditionPhoto",
    "EditionSource",
    "EditionTag",
    "FormerPicture",
    "FrontSlot",
    "HostRule",
    "IdentityRecord",
    "Import",
    "Link",
    "LinkCheck",
    "Move",
    "Photo",
    "PhotoCredit",
    "PhotoShown",
    "Placement",
    "Quotation",
    "Rendition",
    "RenditionsDue",
    "Revision",
    "Section",
    "SectionAlias",
    "SectionMerge",
    "Source",
    "SourceAlias",
    "SourceDomain",
    "SourceIdentifier",
    "SourceMerge",
    "SourcingAgreement",
    "SourcingTerm",
    "Story",
    "StoryTag",
    "Tag",
    "TagAlias",
    "TagMerge",
]
