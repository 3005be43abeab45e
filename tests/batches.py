"""A folder of many small articles, one of them empty, and the tables made of it."""

from pipeline import write

TEXT = "许昌市襄城县新建社区{}个，投入30多万元，推行“五面红旗”工作法。"


def write_news(folder, articles):
    folder.mkdir()
    for number in range(articles):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number + 2), encoding="utf-8")
    (folder / "07.txt").write_bytes(b"")
    return folder


def tables(folder):
    return {name: (folder / name).read_bytes() for name in write.FILES}
