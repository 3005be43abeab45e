import io
import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import formats, read, sources
from pipeline.formats import table
from pipeline.model import Article

SIMPLIFIED = "全市基层党建工作纪实\r\n12月24日至25日,我市举行基层党建观摩活动。\n"
TRADITIONAL = "全市基層黨建工作紀實\r\n12月24日至25日，我市舉行基層黨建觀摩活動。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        ("党建", "gbk", "gb18030"),
    ],
)
def test_encodings(text, encoding, named, tmp_path):
    content = text.encode(encoding)
    (tmp_path / "a.txt").write_bytes(content)
    article = read.read(tmp_path / "a.txt", tmp_path)
    assert article.text == text
    assert article.encoding == named
    assert content.decode(named) == text
    assert article.sha256 == sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07", "binary"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"\xff\xff\xff", "UTF-8"),
        ("党建".encode() + b"\xff", "UTF-8"),
        ("Déjà vu, café".encode("latin-1"), "UTF-8"),
        ("한국어 텍스트입니다".encode("euc-kr"), "UTF-8"),
        ("日本語のテキストです".encode("shift_jis"), "UTF-8"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(content, word, tmp_path):
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(read.ReadError, match=word) as caught:
        read.read(tmp_path / "a.txt", tmp_path)
    assert caught.value.file == "a.txt"
    assert caught.value.reason.endswith(".")


def test_a_vanished_file(tmp_path):
    with pytest.raises(read.ReadError, match="does not exist"):
        read.read(tmp_path / "a.txt", tmp_path)


def test_a_folder(tmp_path):
    with pytest.raises(read.ReadError, match="no regular file"):
        read.read(tmp_path, tmp_path.parent)


@pytest.mark.skipif(os.name == "nt", reason="needs a named pipe")
def test_a_pipe_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(read.ReadError, match="no regular file"):
        read.read(tmp_path / "a.txt", tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_forbidden_file(tmp_path):
    (tmp_path / "a.txt").write_text("党建")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(read.ReadError, match="permission"):
        read.read(tmp_path / "a.txt", tmp_path)


@pytest.mark.parametrize(
    ("path", "root", "article_id"),
    [
        ("news/2023/a.txt", "news", "2023/a"),
        ("news/a.b.txt", "news", "a.b"),
        ("news/a", "news", "a"),
        ("a.txt", "a.txt", "a"),
        ("a.txt", "elsewhere", "a"),
        (".hidden", ".", ".hidden"),
    ],
)
def test_ids(path, root, article_id, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(SIMPLIFIED, encoding="utf-8")
    assert read.read(Path(path), Path(root)).article_id == article_id


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        page = formats.text.read(content)
    except formats.UnreadableError:
        return
    assert content.decode(page.encoding, "replace") == page.text


def test_standard_input_is_one_article(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SIMPLIFIED.encode("gb18030"))))
    (source,) = sources.find(["-"])
    (article,) = read.articles(source, {}, read.Taken())
    assert (article.article_id, article.file, article.text) == ("stdin", "stdin", SIMPLIFIED)


def test_a_text_too_long_is_refused_unread(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"x" * 50_000_000)
    monkeypatch.setattr(formats.text, "decoded", lambda _: pytest.fail("decoded in vain"))
    with pytest.raises(read.ReadError, match="50,000,000 bytes"):
        read.read(tmp_path / "a.txt", tmp_path)


@pytest.mark.parametrize("columns", [{}, {"id": "编号", "text": "正文"}])
def test_rows_go_by_their_ids_and_by_their_table_where_there_are_more(tmp_path, columns):
    name, text = columns.get("id", "id"), columns.get("text", "text")
    for year in ("2022", "2023"):
        rows = f"{name},{text}\n1,{SIMPLIFIED.splitlines()[0]}\n1,again\n,nobody's\n"
        (tmp_path / f"{year}.csv").write_text(rows, encoding="utf-8")
    taken = read.Taken()
    found = [a for s in sources.find([tmp_path]) for a in read.articles(s, columns, taken)]
    assert [a.article_id for a in found if isinstance(a, Article)] == ["2022/1", "2023/1"]
    assert [a.file for a in found if isinstance(a, read.ReadError)] == [
        f"{year}.csv:{row}" for year in ("2022", "2023") for row in (2, 3)
    ]
    (alone,) = sources.find([tmp_path / "2022.csv"])
    first = next(iter(read.articles(alone, columns, read.Taken())))
    assert (first.article_id, first.where, first.text_file) == ("1", "2022.csv:1", "text/1.txt")


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        ([], [], {"a.txt", "b.html", "2023/c.txt", "2023/drafts/d.txt"}),
        (["*.txt"], [], {"a.txt", "2023/c.txt", "2023/drafts/d.txt"}),
        (["*.txt", "*.html"], ["drafts"], {"a.txt", "b.html", "2023/c.txt"}),
        (["2023/*"], ["*/drafts/*"], {"2023/c.txt"}),
    ],
)
def test_patterns_choose_among_the_files_of_folders(tmp_path, include, exclude, wanted):
    for name in ("a.txt", "b.html", "2023/c.txt", "2023/drafts/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert {s.file for s in sources.find([tmp_path], (), include, exclude)} == wanted
    assert len(sources.find([tmp_path / "2023/drafts/d.txt"], (), include, exclude)) == 1


def test_every_table_has_a_reader():
    assert set(sources.TABLES) == set(table.READERS)
