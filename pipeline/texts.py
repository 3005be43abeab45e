"""The names of texts that were read out of files that are no plain text.

A name follows the article's id, and stays in the folder whatever the id is: no step of it leads up or out, none is a
name that some file system keeps for itself, and no two are the same file where case or composition of accents do not
count.
"""

import unicodedata
from hashlib import blake2b

from pipeline.patterns import compiled

FOLDER = "text"
_SUFFIX = ".txt"
_LONGEST_STEP = 200  # bytes; file systems allow 255
_LONGEST = 1500  # bytes of a whole name
# What Windows or a shell takes for something else, what nobody sees, and what is no character.
_UNSAFE = compiled(r'[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"\\|?*]')
_EDGES = compiled(r"^[\s.~-]+|[\s.]+$")
_RESERVED = compiled(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")


def name(article_id: str, taken: set[str]) -> str:
    """Return the name of an article's text below the folder, and add it to those that are `taken`.

    >>> taken: set[str] = set()
    >>> name("2023/许昌", taken), name("../../etc/passwd", taken), name("NUL", taken)
    ('2023/许昌.txt', '_/_/etc/passwd.txt', '_NUL.txt')
    >>> name("A", taken), name("a", taken)
    ('A.txt', 'a~ca234c55.txt')
    """
    steps = [_step(step) for step in article_id.split("/")]
    # A folder never bears the name that a file could have.
    folders = [step + "_" if step.casefold().endswith(_SUFFIX) else step for step in steps[:-1]]
    if sum(len(step.encode()) + 1 for step in folders) > _LONGEST:
        folders = [_digest(article_id)]
    plain = found = "/".join([*folders, steps[-1]])
    attempt = 0
    while (key := _folded(found)) in taken:
        found = f"{plain}~{_digest(article_id, attempt)}"
        attempt += 1
    taken.add(key)
    return found + _SUFFIX


def _step(step: str) -> str:
    r"""Return a part of a path as a plain name.

    >>> _step("a:b\0"), _step(".."), _step(""), _step("com1.old"), _step(".hidden")
    ('a_b_', '_', '_', '_com1.old', '_hidden')
    """
    step = _EDGES.sub("_", _UNSAFE.sub("_", step)) or "_"
    if _RESERVED.match(step):
        step = "_" + step
    if len(step.encode()) > _LONGEST_STEP:
        step = step.encode()[: _LONGEST_STEP - 9].decode("utf-8", "ignore") + "~" + _digest(step)
    return step


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).casefold())


def _digest(text: str, attempt: int = 0) -> str:
    content = f"{attempt or ''}{text}".encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=4).hexdigest()
