"""The plain types that pass from stage to stage.  Values know nothing of offsets; `Mention` adds them once for all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

Fact = TypeVar("Fact", covariant=True)


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair: `source[start:end]` was `before` and reads `after`."""

    start: int
    end: int
    kind: str
    before: str
    after: str


class Span(NamedTuple):
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
    subtitle: str = ""
    outlet: str = ""
    byline: str = ""
    photographer: str = ""
    published: str = ""
    published_basis: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read, nothing removed.  All offsets in the tables count code points of `text`.

    `row` counts the rows of a table of articles from 1, and is 0 for a file that is one article; `text_file` is where
    the output keeps a text that is not simply the file's; `known` is what a table or markup says beside the text.
    """

    article_id: str
    file: str
    text: str
    encoding: str = "utf-8"
    encoding_sure: bool = True
    sha256: str = ""
    row: int = 0
    text_file: str = ""
    known: Metadata = field(default_factory=Metadata)

    @property
    def where(self) -> str:
        """File, and row of a table."""
        return f"{self.file}:{self.row}" if self.row else self.file


class Mention(NamedTuple, Generic[Fact]):
    """A fact, where it stands in the clean text, and the name of the rule that found it."""

    span: Span
    fact: Fact
    rule: str


class Quantity(NamedTuple):
    """A stated quantity.  `value` is absent where only a bound or an order of magnitude is stated."""

    kind: str
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    per: str = ""
    qualifier: str = ""
    date: str = ""


class Place(NamedTuple):
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


class Initiative(NamedTuple):
    """A named scheme: `core` is the distinctive part, quotes and type word off."""

    core: str
    type: str


class Figure(NamedTuple):
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


def occurrences(text: str, word: str, step: int = 1) -> Iterator[int]:
    """Yield where a word stands in a text; the next time at least `step` characters behind the last.

    >>> list(occurrences("镇镇有产业,村村有产业", "产业")), list(occurrences("平平平", "平平", 2))
    ([3, 9], [0])
    """
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + step)
