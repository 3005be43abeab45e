"""The same article, whatever it was saved as; and files that mean harm."""

import csv
import io
import json
import socket
import time
import tracemalloc
import zipfile
from collections import Counter
from importlib import util
from pathlib import Path

import made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import formats, process, read, sources
from pipeline.formats import columns, html, page, pdf, table, word
from pipeline.model import Article

SEEDS = Path(__file__).parent.parent / "seeds"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
TRADITIONAL = "001_c8bc22840ef56dd9"
NEEDS = {".html": "trafilatura", ".docx": "docx", ".pdf": "reportlab", ".parquet": "pyarrow"}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def outcome(reader, content):
    """Return what is read, or the sentence that says why not."""
    try:
        return reader(content).text
    except page.UnreadableError as error:
        return str(error)


def missing(suffix):
    module = NEEDS.get(suffix)
    return bool(module) and not util.find_spec(module)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_, **__):
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def facts(article):
    """Return what an article states: values, paths and names."""
    document = process.process(article)
    return (
        Counter(mention.fact for mention in document.numbers),
        Counter((mention.fact.path, mention.fact.code) for mention in document.places),
        Counter(mention.fact for mention in document.initiatives),
    )


@pytest.fixture(scope="module")
def wanted():
    return {name: facts(Article(name, name, text)) for name, text in TEXTS.items()}


KINDS = {
    "gb18030.txt": lambda text: text.encode("gb18030"),
    "utf16.txt": lambda text: text.encode("utf-16"),
    "big5.txt": lambda text: text.encode("big5hkscs"),
    "page.html": made.page,
    "word.docx": made.document,
    "paper.pdf": lambda text: made.paper(text, 2),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_article_in_any_format_states_the_same(tmp_path, wanted, kind):
    if missing(Path(kind).suffix):
        pytest.skip(f"{NEEDS[Path(kind).suffix]} is not installed")
    for name, text in TEXTS.items():
        if kind == "big5.txt" and name != TRADITIONAL:
            continue
        (tmp_path / f"{name}.{kind}").write_bytes(KINDS[kind](text))
        article = read.read(tmp_path / f"{name}.{kind}", tmp_path)
        assert article.text == text or facts(article) == wanted[name], name


@pytest.mark.parametrize("suffix", table.READERS)
def test_the_same_articles_in_a_table_state_the_same(tmp_path, suffix):
    if missing(suffix):
        pytest.skip(f"{NEEDS[suffix]} is not installed")
    rows = [
        {"编号": name, "text": text, "url": f"https://example.org/{name}"} for name, text in TEXTS.items()
    ]
    save(tmp_path / f"all{suffix}", rows)
    (source,) = sources.find([tmp_path])
    found = list(read.articles(source, {"id": "编号"}, read.Taken()))
    assert {article.article_id: article.text for article in found} == TEXTS
    assert found[2].known.url.endswith(found[2].article_id)


def save(path, rows):
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="gb18030", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    else:
        import pyarrow as pa  # noqa: PLC0415 -- may be missing
        from pyarrow import parquet  # noqa: PLC0415 -- may be missing

        parquet.write_table(pa.Table.from_pylist(rows), path)


# Web pages.

needs_html = pytest.mark.skipif(missing(".html"), reason="trafilatura is not installed")
BODY = "胡村巨变\n今年以来，胡村投入30万元，新建大棚305个，村民人均增收2000元。\n“变化真大。”村民李明说。"
INFO = '<div class="info"><span>2023-07-26 08:30</span> <span>来源：<a href="/">山西日报</a></span> 记者 王小明</div>'


def described(content):
    made_of = html.read(content)
    document = process.process(Article("a", "a.html", made_of.text, known=made_of.known))
    about = document.metadata
    return made_of.text, (about.title, about.outlet, about.byline, about.published)


@needs_html
@pytest.mark.parametrize(
    ("head", "before", "behind"),
    [
        ("", INFO, ""),
        ("", '<p align="center">時間：2023-07-26　來源：山西日報　作者：王小明</p>', ""),
        (
            (
                '<meta name="PubDate" content="2023-07-26 08:30"><meta name="ContentSource" content="山西日报">'
                '<meta name="Author" content="王小明"><meta name="SiteName" content="某某网">'
            ),
            "",
            "",
        ),
        (
            (
                '<meta property="article:published_time" content="2023-07-26T08:30:00+08:00">'
                '<meta name="author" content="某某网">'
            ),
            "<div>来源：山西日报</div>",
            "<div>（责任编辑：李四）</div><div>作者：王小明</div>",
        ),
    ],
)
def test_a_page_says_who_published_it_and_when(head, before, behind):
    text, about = described(made.page(BODY, head, before, behind))
    assert about == ("胡村巨变", "山西日报", "王小明", "2023-07-26")
    assert text.startswith("胡村巨变\n")
    assert not any(word in text for word in ("热门", "3万家", "首页", "京ICP备", "document.write"))


@needs_html
def test_a_subtitle_stays_with_its_headline():
    text, about = described(made.page(BODY, "", f"<h3>——记全国先进胡村</h3><h4>305个大棚</h4>{INFO}"))
    assert text.startswith("胡村巨变\n——记全国先进胡村\n305个大棚\n2023-07-26")
    assert about[0] == "胡村巨变"


@needs_html
@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (b"", "no text"),
        (b"<html><body><script>1</script></body></html>", "no text"),
        (b"<p " + b" ".join(b"a%d" % n for n in range(300_000)) + b">x</p>", "too many"),
        (b"<p>x</p>" * 200_000, "too many"),
        (b"<p>" + "党".encode() * 1_200_000 + b"</p>", "1,000,000"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
    ],
)
def test_pages_that_are_refused(markup, reason):
    begin = time.monotonic()
    with pytest.raises(page.UnreadableError, match=reason):
        html.read(markup)
    assert time.monotonic() - begin < 5


@needs_html
@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "font", "svg", "blockquote"])
def test_tags_in_one_another_do_no_harm(tag):
    begin = time.monotonic()
    with pytest.raises(page.UnreadableError, match="no text"):
        html.read(f"<html><body>{f'<{tag}>' * 20_000}党建".encode())
    assert time.monotonic() - begin < 5


@needs_html
def test_a_page_fetches_and_resolves_nothing(tmp_path):
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    markup = f"""<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><html><head>
    <link rel="canonical" href="https://example.org/1"><meta http-equiv="refresh" content="0; url=https://example.org">
    </head><body><img src="https://example.org/a.png"><iframe src="https://example.org"></iframe>
    <p>&x;胡村投入30万元，新建大棚305个。</p></body></html>"""
    assert "机密" not in html.read(markup.encode()).text


@needs_html
@settings(deadline=None)
@given(
    st.recursive(
        st.sampled_from(["党建引领。", "30万元", "&lt;", "<br>", "\x00"]),
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
            st.sampled_from(
                ["p", "div", "td", "table", "h1", "title", "meta", "a", "script", "!--", "time", "![CDATA["]
            ),
            st.lists(inner, max_size=4),
        ),
        max_leaves=12,
    )
)
def test_any_markup_is_read_or_refused(markup):
    assert outcome(html.read, markup.encode())


def test_a_missing_extra_is_named(monkeypatch, tmp_path):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(page, "import_module", absent)
    for suffix, extra in ((".html", "html"), (".pdf", "pdf"), (".parquet", "parquet")):
        (tmp_path / f"a{suffix}").write_bytes(b"x")
        (source,) = sources.find([tmp_path / f"a{suffix}"])
        (refused,) = read.articles(source, {}, read.Taken())
        assert refused.file == f"a{suffix}"
        assert f"gouchen[{extra}]" in refused.reason


# Word documents.


def packed(body, head=""):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
    return content.getvalue()


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(*paragraphs):
    return f"<w:tc>{''.join(f'<w:p>{run(text)}</w:p>' for text in paragraphs)}</w:tc>"


SEEN = '<w:vanish w:val="0"/>'
BOX = "<w:txbxContent><w:p>" + run("框内") + "</w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('投入')}{run('30万元')}</w:p><w:p/><w:p>{run('完')}</w:p>", "投入30万元\n\n完"),
        (f"<w:tbl><w:tr>{cell('指标')}{cell('2023年')}</w:tr><w:tr>{cell('投入')}{cell('30')}</w:tr></w:tbl>",
         "指标\t2023年\n投入\t30"),
        (f"<w:p>{run('前')}</w:p><w:tbl><w:tr>{cell('标题', '正文')}{cell('')}</w:tr></w:tbl><w:p>{run('后')}</w:p>",
         "前\n标题\n正文\n后"),
        (f"<w:p>{run('看')}{run('不', '<w:vanish/>')}{run('见', SEEN)}</w:p>", "看见"),
        (f"<w:p>{run('新')}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", "新"),
        (f"<w:p><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>", "新"),
        (f"<w:p><w:r><w:ruby><w:rt>{run('dǎng')}</w:rt><w:rubyBase>{run('党')}</w:rubyBase></w:ruby></w:r></w:p>",
         "党"),
        ((f'<w:p>{run("前")}<m:AlternateContent xmlns:m="urn:m"><m:Choice>{BOX}</m:Choice><m:Fallback>{BOX}'
         f"</m:Fallback></m:AlternateContent>{run('后')}</w:p>"), "框内\n\n前后"),
        (('<w:p><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs></w:pPr><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/>'
         "<w:t>三</w:t></w:r></w:p>"), "一\t二\n三"),
    ],
)  # fmt: skip
def test_what_stands_in_a_document(body, text):
    assert word.read(packed(body)).text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (packed(f"<w:p>{run(' ' * 150_000_000)}</w:p>"), "inflates"),
        (packed(f"<w:p>{run('党' * 1_000_001)}</w:p>"), "1,000,001"),
        (packed("", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "entities"),
        (packed("", '<!DOCTYPE x SYSTEM "https://example.org/x.dtd">'), "entities"),
        (packed("<w:tbl><w:tr><w:tc>" * 100_000), "deeper"),
        (packed(f"<w:p>{run('党建')}</w:p>")[:-40], "damaged"),
        (b"PK\x03\x04", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
    ],
    ids=["bomb", "long", "entities", "external", "deep", "cut", "zip", "doc"],
)
def test_documents_that_are_refused(content, reason):
    begin = time.monotonic()
    with pytest.raises(page.UnreadableError, match=reason):
        word.read(content)
    assert time.monotonic() - begin < 3


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 20))
def test_any_damaged_document_is_read_or_refused(noise, start, cut):
    content = packed(f"<w:p>{run('党建')}</w:p>")
    assert outcome(word.read, content[:start] + noise + content[start + cut :]) is not None


# Papers.

needs_pdf = pytest.mark.skipif(
    not util.find_spec("pypdfium2") or missing(".pdf"), reason="pypdfium2 or reportlab is not installed"
)
FIRST = ["胡村投入资金建设大棚，" * 9 + "村民满意。", "第二段说的是另一件事，" * 12 + "到此为止。"]
SECOND = ["县里召开会议部署工作，" * 8 + "大家表示赞同。"]


@needs_pdf
def test_columns_are_read_one_after_the_other_below_their_headlines():
    upper, lower = "\n".join(["胡村巨变", *FIRST]), "\n".join(["县里开会", *SECOND])
    content = made.sheet([[(upper, 3), (lower, 2)], [(lower, 4)]])
    lines = pdf.read(content).text.split("\n")
    assert lines == ["胡村巨变", *FIRST, "县里开会", *SECOND, "县里开会", *SECOND]


def glyphs(text, left, top, size=10.0, *, down=False):
    for n, character in enumerate(text):
        x, y = (left, top + n * size) if down else (left + n * size, top)
        yield columns.Glyph(character, x, y, x + size, y + size)


def test_vertical_columns_are_read_from_the_right():
    drawn = [*glyphs("黨建引領", 100, 0, down=True), *glyphs("基層治理", 85, 0, down=True)]
    assert [line.text for line in columns.lines(drawn)] == ["黨建引領", "基層治理"]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 600), st.integers(0, 800), st.sampled_from([6.0, 10.0, 24.0])), max_size=60
    )
)
def test_no_character_of_a_page_is_lost_or_read_twice(places):
    drawn = [
        columns.Glyph(chr(0x4E00 + n), x, y, x + size, y + size) for n, (x, y, size) in enumerate(places)
    ]
    read_ = "".join(columns.paragraphs(columns.lines(drawn)))
    assert sorted(read_.replace(" ", "")) == sorted(glyph.text for glyph in drawn)


def objects(*parts):
    body, places = b"%PDF-1.4\n", []
    for n, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (n, part)
    table_ = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table_ + tail


@needs_pdf
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged"),
        (b"%PDF-1.7 and nothing more", "damaged"),
        (objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 999999999>>"), "damaged|only"),
        (objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                 b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"), "only pictures"),
    ],
    ids=["empty", "cut", "loop", "picture"],
)  # fmt: skip
def test_papers_that_are_refused(content, reason):
    with pytest.raises(page.UnreadableError, match=reason):
        pdf.read(content)


@needs_pdf
def test_a_paper_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "_PROGRAM", "while True: pass")
    monkeypatch.setattr(pdf, "_SECONDS", 0.3)
    with pytest.raises(page.UnreadableError, match="seconds"):
        pdf.read(b"%PDF")


# Tables.


def rows_of(path):
    return list(table.read(path, {}))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"id": 1, "text": "', "no JSON object"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "no JSON object"),
        ('{"id": 1}', "no column 'text'"),
        ('{"id": "", "text": "x"}', "id is to be"),
        ('{"id": "a\\nb", "text": "x"}', "id is to be"),
        ('{"id": true, "text": "x"}', "'id' holds no text"),
        ('{"id": 1, "text": ["x"]}', "'text' holds no text"),
        ('{"id": 1, "text": "  "}', "'text' is empty"),
        ('{"id": 1, "text": "' + "x" * 1_000_001 + '"}', "1,000,001"),
        ('{"id": 1, "text": "' + "x" * 50_000_000 + '"}', "longer than"),
    ],
)
def test_a_bad_row_costs_the_others_nothing(tmp_path, content, reason):
    good = '{"id": "%s", "text": "党建\\ud800", "published": "2023年7月26日"}'
    (tmp_path / "a.jsonl").write_text(f"{good % 'a'}\n{content}\n\n{good % 'b'}\n", encoding="utf-8")
    first, refused, last = rows_of(tmp_path / "a.jsonl")
    assert (first.article_id, last.article_id) == ("a", "b")
    assert (first.page.text, first.page.known.published) == ("党建\ufffd", "2023-07-26")
    assert reason in refused.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("编号,正文\n1,党建\n", "among 编号, 正文"),
        ("id,text\n1,党建,又\n", "3 cells under 2"),
        ('id,text\n1,"' + ("党" * 999 + "\n") * 8_100, "longer than"),
        ("", "no column 'id'"),
    ],
)
def test_tables_that_are_refused(tmp_path, content, reason):
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    (source,) = sources.find([tmp_path])
    (refused,) = read.articles(source, {}, read.Taken())
    assert reason in refused.reason


def test_a_table_is_never_held_as_a_whole(tmp_path):
    line = json.dumps({"id": "%d", "text": "党建引领，" * 400}, ensure_ascii=False)
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(line.replace("%d", str(n)) + "\n" for n in range(3000))
    tracemalloc.start()
    count = sum(1 for _ in table.read(tmp_path / "a.jsonl", {}))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3000
    assert most < 2_000_000 < (tmp_path / "a.jsonl").stat().st_size / 5


def test_readers_go_by_suffix_whatever_its_case():
    assert formats.reader(Path("A.HTM")) is formats.reader(Path("b.html"))
    assert formats.reader(Path("a.docx.txt")) is formats.text.read
