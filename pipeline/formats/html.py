"""Web pages: the article of the page, with the lines round it that say what it is.

trafilatura finds the text and leaves menus, comments and links to other articles out, and with them the headline and
the line `2023-07-26 08:30 来源：山西日报`.  Our own rules put these back, in the order of the page, so that they are
read as in any other article; what only the markup knows is handed over as facts.
"""

from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import Any

import regex

from pipeline.convert import simplify_characters
from pipeline.formats import blocks
from pipeline.formats.facts import GIVEN, iso, one_line
from pipeline.formats.page import LONGEST, Page, UnreadableError, extra, too_long
from pipeline.formats.text import decoded
from pipeline.lexicon import rows
from pipeline.model import Metadata
from pipeline.patterns import compiled

_LARGEST = 16 << 20  # bytes; pictures inside a saved page make most of its size
_TAGS = 100_000  # a portal's front page has a tenth of that
_BURDEN = 100_000_000  # squares of the numbers of attributes; the parser compares each with all before it
_SHORTEST = 40  # characters of a text; below that all of the page is taken for it
_NEAR = 16  # lines before the text that may hold source, writers and date
_BEHIND = 8
_LONGEST_INFO = 120
_HEADINGS = ("h1", "h2", "h3", "h4")

_INFO = compiled(
    r"(?:来源|稿源|出处|作者|记者|通讯员|供稿|编辑|责编|校对|审核|摄影|发布|发表|刊发|时间|日期)\s*(?:时间|日期)?\s*[:：/／]"
    r"|(?:记者|通讯员)\s*\p{Han}{2,4}(?:\s|$)|(?:19|20)[0-9]{2}\s*[-/.年]\s*[01]?[0-9]\s*[-/.月]\s*[0-3]?[0-9]"
)
_CREDIT = compiled(
    r"^\W*(?:责任编辑|责编|编辑|校对|审核|监制|记者|通讯员|作者|来源|稿源|撰文|文|图|摄影|供稿)\s*[:：/／]"
)
_SUBTITLE = compiled(r"^[—―─-]{2}")
_SOURCE = compiled(r"(?:来源|稿源|转载?自)\s*[:：]\s*\S")
_SOURCE_LABEL = compiled(r"^\s*(?:来源|稿源|來源)\s*[:：]\s*")
_DATELINE = compiled(r"^[【\[(（]?[^。，,]{2,30}?[电電讯訊](?:[】\])）(（\s]|$)")
_NAMES = compiled(r"\p{Han}{2,4}(?:[、，,;；\s]+\p{Han}{2,4})*")
_NO_NAME = compiled(r"[网報报社台部室端局委办厅]$|中心|编辑|频道|管理|记者|来源")
_SITE = compiled(r"\s*(?:[_|｜丨]|--+|——| [-–—] |[-–—](?=[^-–—]*$)).*", regex.DOTALL)


def read(content: bytes) -> Page:
    """Read the article of a web page: headline, source, writers and date, then the text, then the credits."""
    trafilatura, lxml_html = extra("trafilatura", "html"), extra("lxml.html", "html")
    if len(content) > _LARGEST or content.count(b"<") > _TAGS or _burden(content) > _BURDEN:
        raise UnreadableError("The page has too many bytes, tags or attributes for an article.")
    page = decoded(content)
    tree = _tree(lxml_html, page.text)
    if tree is None:
        raise UnreadableError("The page holds no text.")
    meta = _meta(tree)
    lines = blocks.lines(tree)
    title = _title(tree, meta, lines)
    body = _body(trafilatura, tree)
    headings = {_key(heading) for heading in _headings(tree)}
    text = "\n".join(_framed(title, body, lines, headings))
    if not text:
        raise UnreadableError("The page holds no text.")
    if len(text) > LONGEST:
        raise UnreadableError(too_long(len(text)))
    return Page(text, page.encoding, page.sure, _known(title, meta, text, tree))


def _burden(content: bytes) -> int:
    """Return at least the sum of the squares of the numbers of attributes.

    >>> _burden(b"<p a=1 b=2>some words of text</p><script>a < b; c > d</script>")
    33
    """
    markup, start, plain = content.lower(), 0, []
    while (begin := markup.find(b"<script", start)) >= 0:
        plain.append(markup[start:begin])
        start = markup.find(b"</script", begin)
        if start < 0:
            break
    tags = b"".join([*plain, markup[start:] if start >= 0 else b""]).split(b"<")
    inner = (tag[: tag.rfind(b">")] if b">" in tag else tag for tag in tags)
    return sum((len(tag.split()) + tag.count(b"=") + tag.count(b"/")) ** 2 for tag in inner)


def _tree(lxml_html: Any, markup: str) -> Any:
    """Parse markup; what says in itself how it was encoded may be wrong, and has been decoded already."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except ValueError:  # and lxml's ParserError, which is one: nothing but white space
        return None
    except lxml_html.etree.LxmlError:
        return None


def _body(trafilatura: Any, tree: Any) -> list[str]:
    try:
        text = trafilatura.extract(
            tree, include_comments=False, include_tables=True, favor_recall=True, config=_settings()
        )
    except (RecursionError, ValueError, AttributeError, TypeError):  # markup that it was not written for
        text = None
    return [line for line in map(one_line, (text or "").split("\n")) if line]


@cache
def _settings() -> Any:
    """Return trafilatura's settings, with a length for a text that is right for Chinese."""
    settings = extra("trafilatura.settings", "html").use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST))
    return settings


def _framed(title: str, body: Sequence[str], lines: Sequence[str], headings: Container[str]) -> Iterator[str]:
    """Yield headline, lines about the article, text and credits; all lines of the page where no text was found."""
    if not body:
        yield from lines
        return
    keys = [_key(line) for line in lines]
    start, end = _position(keys, body), _position(keys, body[::-1]) + 1
    begin = next(
        (n + 1 for n in range(start - 1, -1, -1) if title and keys[n] == _key(title)), max(start - _NEAR, 0)
    )
    known = {_key(line) for line in body}
    if title and _key(title) not in {_key(line) for line in body[:4]}:
        yield title
    for line in lines[begin:start]:
        if _key(line) not in known and (_SUBTITLE.match(line) or _key(line) in headings or _is_info(line)):
            yield line
    yield from body
    for line in lines[end : end + _BEHIND] if end else ():
        if (
            _key(line) not in known
            and len(line) <= _LONGEST_INFO
            and _CREDIT.search(simplify_characters(line))
        ):
            yield line


def _is_info(line: str) -> bool:
    """Does a line say who wrote or published the article, or when?

    >>> _is_info("2019年06月15日08:18 来源：人民网-文化频道"), _is_info("文化 体育 财经")
    (True, False)
    """
    return len(line) <= _LONGEST_INFO and bool(_INFO.search(simplify_characters(line)))


def _position(keys: Sequence[str], wanted: Sequence[str]) -> int:
    """Return where the first of the `wanted` lines that the page has stands; 0 if it has none."""
    first = {key: n for n, key in reversed(list(enumerate(keys)))}
    return next((first[key] for key in map(_key, wanted) if len(key) > 3 and key in first), 0)


def _key(line: str) -> str:
    return "".join(line.split())


def _meta(tree: Any) -> dict[str, str]:
    """Return what the page says of itself, by field; the surest name wins."""
    order = _names()
    found: dict[str, tuple[int, str]] = {}
    for element in tree.iter("meta"):
        value = one_line(element.get("content") or "")
        for attribute in ("name", "property", "itemprop"):
            rank, field = order.get((element.get(attribute) or "").strip().lower(), (0, ""))
            if field == "published":
                value = iso(value)
            if field and value and rank < found.get(field, (1 << 16, ""))[0]:
                found[field] = rank, value
    return {field: value for field, (_, value) in found.items()}


@cache
def _names() -> dict[str, tuple[int, str]]:
    return {row["surface"]: (rank, row["field"]) for rank, row in enumerate(rows("html_meta"))}


def _title(tree: Any, meta: dict[str, str], lines: Sequence[str]) -> str:
    """Return the headline: the heading that the page's title begins with, or the title without the site's name.

    A page's first heading may be the name of the site.
    """
    full = one_line(tree.findtext(".//title") or "")
    headings = _headings(tree)
    fitting = [heading for heading in headings if len(heading) > 3 and _key(full).startswith(_key(heading))]
    if fitting:
        return max(fitting, key=len)
    if meta.get("title"):
        return _without_site(meta["title"], lines)
    return (
        _without_site(full, lines)
        if full
        else next((heading for heading in headings if len(heading) > 3), "")
    )


def _headings(tree: Any) -> list[str]:
    return [one_line(heading.text_content()) for heading in tree.iter(*_HEADINGS)]


def _without_site(title: str, lines: Sequence[str]) -> str:
    """Take the site's name off, unless the page writes the headline with it.

    >>> _without_site("郑板桥画了几笔兰花当嫁妆--文化--人民网", ())
    '郑板桥画了几笔兰花当嫁妆'
    """
    if any(_key(line) == _key(title) for line in lines):
        return title
    return _SITE.sub("", title) or title


def _known(title: str, meta: dict[str, str], text: str, tree: Any) -> Metadata:
    """Return what the markup knows: of source and writers only what the text does not say."""
    plain = simplify_characters(text)
    dated = meta.get("published") or next(
        (day for element in tree.iter("time") if (day := iso(element.get("datetime") or ""))), ""
    )
    outlet = _SOURCE_LABEL.sub("", meta.get("outlet", "")).split(" ")[0]
    if _SOURCE.search(plain):
        outlet = ""
    elif not outlet and not any(_DATELINE.match(line) for line in text.split("\n")):
        outlet = meta.get("site", "")
    writers = meta.get("byline", "")
    named = _NAMES.fullmatch(writers) and not _NO_NAME.search(writers) and not _INFO.search(writers)
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), "")
    urls = (one_line(url or "") for url in (canonical, meta.get("url")))
    return Metadata(
        title=title,
        outlet=outlet,
        byline="、".join(regex.split(r"[、，,;；\s]+", writers)) if named else "",
        published=dated,
        published_basis=GIVEN if dated else "",
        url=next((url for url in urls if url.startswith(("http://", "https://"))), ""),
    )
