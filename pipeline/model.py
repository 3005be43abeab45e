"""The plain types that pass from stage to stage.  Values know nothing of offsets; `Mention` adds them once for all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

Fact = TypeVar("Fact", covariant=True)


@dataclass(frozen=True, slots=True)
class Article:
    """One decoded file, nothing removed.  All offsets in the tables count code points of `text`."""

    article_id: str
    file: str
    text: str
    encoding: str = "utf-8"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair: `source[start:end]` was `before` and reads `after`."""

    start: int
    end: int
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval of code points of the clean text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the clean text; `paragraph` counts from 1."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the article says of itself.  `published` is ISO, may be partial (`2023-09`, `2019`) or empty."""

    title: str = ""
    outlet: str = ""
    byline: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Mention(Generic[Fact]):
    """A fact, where it stands in the clean text, and the name of the rule that found it."""

    span: Span
    fact: Fact
    rule: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated quantity.  `value` is absent where only a bound or an order of magnitude is stated."""

    kind: str
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    per: str = ""
    qualifier: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as it could be resolved.

    `steps` holds the official name of each known level, from the largest down, e.g.
    `(("province", "河南省"), ("prefecture", "许昌市"))`; `code` is empty where it stays open.
    """

    level: str
    steps: tuple[tuple[str, str], ...] = ()
    code: str = ""
    code_now: str = ""
    basis: str = ""
    candidates: tuple[str, ...] = ()
    in_name: bool = False

    @property
    def path(self) -> str:
        return "/".join(name for _, name in self.steps)


@dataclass(frozen=True, slots=True)
class Initiative:
    """A named scheme: `core` is the distinctive part, quotes and type word off."""

    core: str
    type: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What `relate` knows about one quantity."""

    indicator: str = ""
    change: str = ""
    period: str = ""
    place: Place | None = None
    initiative_id: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article, read to the end."""

    article: Article
    metadata: Metadata
    script: str
    edits: tuple[Edit, ...]
    text: str
    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]
    focus: Place | None
    numbers: tuple[Mention[Quantity], ...]
    figures: tuple[Figure, ...] = field(repr=False)
    places: tuple[Mention[Place], ...]
    initiatives: tuple[Mention[Initiative], ...]
    initiative_ids: tuple[str, ...]
    initiative_places: tuple[Place | None, ...]


def free(span: Span, taken: Iterable[Span]) -> bool:
    """Does `span` overlap none of `taken`?"""
    return not any(span.overlaps(other) for other in taken)
