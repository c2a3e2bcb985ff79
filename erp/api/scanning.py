"""The first look at a document, before it is parsed: a hostile text must not cost more than reading it once.

The parser builds an object for each word and goes down one call for each bracket, so words and brackets are
counted first, by one regular expression that passes each character once.
"""

import re

from erp.api.refusals import GraphqlParseFailed, RequestTooLarge, TooDeep, TooManyParts

MOST_BYTES = 32_000
MOST_WORDS = 2_000
MOST_BRACKETS = 40
# PostgreSQL cuts names after 63 bytes, and an alias becomes the name of a column.
LONGEST_NAME = 63

_WORD = re.compile(
    r"""(?P<block>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3})"""
    r"""|(?P<open>\"{3})"""
    r"""|(?P<text>"(?:[^"\\\r\n]|\\.)*")"""
    r"""|(?P<quote>")"""
    r"""|(?P<space>[\s,\ufeff]+|\#[^\r\n]*)"""
    r"""|(?P<name>[_A-Za-z][_0-9A-Za-z]*)"""
    r"""|(?P<number>-?[0-9][0-9.eE+-]*)"""
    r"""|(?P<down>[{(\[])"""
    r"""|(?P<up>[})\]])"""
    r"""|(?P<sign>\.\.\.|[!$&:=@|])"""
    r"""|(?P<strange>.)""",
    re.DOTALL,
)


def scan(text: str) -> None:
    """Refuse what is too long, has too many words, is nested too deeply or can be no GraphQL."""
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise RequestTooLarge("document", MOST_BYTES)
    words = depth = 0
    for found in _WORD.finditer(text):
        kind = found.lastgroup
        if kind == "space":
            continue
        words += 1
        if words > MOST_WORDS:
            raise TooManyParts("words", MOST_WORDS)
        if kind == "down":
            depth += 1
            if depth > MOST_BRACKETS:
                raise TooDeep(MOST_BRACKETS)
        elif kind == "up":
            depth -= 1
        elif kind == "name" and found.end() - found.start() > LONGEST_NAME:
            raise TooManyParts("letters", LONGEST_NAME)
        elif kind in ("open", "quote", "strange"):
            raise _strange(text, found.start())


def _strange(text: str, at: int) -> GraphqlParseFailed:
    before = text[:at]
    return GraphqlParseFailed("UNEXPECTED_CHARACTER", before.count("\n") + 1, at - before.rfind("\n"))
