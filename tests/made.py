"""Files of other formats, made of a text: what a person would have saved it as."""

import html
import io

import pytest


def page(text: str, head: str = "", before: str = "", behind: str = "") -> bytes:
    """Return a web page with menus and the rest of it; the headline is the first line."""
    title, *lines = [html.escape(line.strip()) for line in text.split("\n") if line.strip()]
    body = "".join(f"<p>　　{line}</p>\n" for line in lines)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_新闻中心_某某网</title>{head}
<script>if (a < b) document.write("<p>第1名</p>");</script><style>p {{ margin: 2em }}</style></head><body>
<div class="nav"><a href="/">首页</a> <a href="/news">新闻</a> <a href="/sports">体育</a></div>
<h1><a href="/">某某网</a></h1><div class="main"><h2>{title}</h2>{before}
<div class="content" id="content">{body}</div>{behind}</div>
<div class="hot"><h3>热门</h3><ul><li><a href="/1">全国3万家门店开张</a></li></ul></div>
<div class="footer">版权所有 某某网 京ICP备12345号</div></body></html>""".encode()


def document(text: str) -> bytes:
    """Return a Word document with a paragraph for each line."""
    docx = pytest.importorskip("docx", reason="python-docx, of the extra dev, is not installed")
    made = docx.Document()
    for line in text.split("\n"):
        made.add_paragraph(line)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def paper(text: str, columns: int = 1) -> bytes:
    """Return a PDF: the first line as headline, the others set in columns, paragraphs indented."""
    return sheet([[(text, columns)]])


def sheet(pages: "list[list[tuple[str, int]]]", size: float = 10) -> bytes:
    """Return a PDF of pages, each with articles below one another: text and number of columns."""
    canvas = pytest.importorskip(
        "reportlab.pdfgen.canvas", reason="reportlab, of the extra dev, is not installed"
    )
    from reportlab.pdfbase import cidfonts, pdfmetrics  # noqa: PLC0415 -- may be missing

    pdfmetrics.registerFont(cidfonts.UnicodeCIDFont(FONT))
    content = io.BytesIO()
    drawn = canvas.Canvas(content, pagesize=(600, 800))
    for articles in pages:
        top = 770.0
        for text, columns in articles:
            top = _article(drawn, text, columns, size, top)
        drawn.showPage()
    drawn.save()
    return content.getvalue()


FONT = "STSong-Light"
LEFT, RIGHT, BOTTOM, GUTTER = 40, 560, 40, 20


def _article(drawn, text, columns, size, top):
    headline, *paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    drawn.setFont(FONT, 2 * size)
    for line in _wrapped(headline, 2 * size, RIGHT - LEFT):
        top -= 3 * size
        drawn.drawString(LEFT, top, line)
    top -= 2 * size
    width = (RIGHT - LEFT - GUTTER * (columns - 1)) / columns
    lines = [line for one in paragraphs for line in _wrapped("　　" + one, size, width)]
    drawn.setFont(FONT, size)
    while True:
        deep = min(-(-len(lines) // columns), int((top - BOTTOM) / (1.4 * size)))
        for n, line in enumerate(lines[: deep * columns]):
            column, row = divmod(n, deep)
            drawn.drawString(LEFT + column * (width + GUTTER), top - row * 1.4 * size, line)
        lines = lines[deep * columns :]
        if not lines:
            return top - deep * 1.4 * size
        drawn.showPage()
        drawn.setFont(FONT, size)
        top = 770.0


def _wrapped(text, size, width):
    """Break a text into lines, never within a word of Latin letters or a number."""
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 -- may be missing

    while text:
        end = len(text)
        while stringWidth(text[:end], FONT, size) > width:
            end -= 1
        while (
            end < len(text)
            and text[end - 1].isalnum()
            and text[end].isalnum()
            and max(text[end - 1 : end + 1]) < "一"
        ):
            end -= 1
        yield text[:end]
        text = text[end:]
