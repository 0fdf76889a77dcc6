"""Ways in which a facts file can be broken, each at a place that chance chooses."""

import re
from random import Random

WORD = re.compile(r"[A-Za-z]{4,}")
KEY = re.compile(r"\b[A-Za-z]{2,}(?=:)")
ID = re.compile(r"[a-z]+/[\w./#-]+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
VALUE = re.compile(r"(?<=: )[^\n{}\[\],#]+")
ODD_VALUES = (
    *("[]", "{}", "[[]]", "[{}]", "{a: b}", "12", "-1", "true", "null", "~", '""', "''", "1.5"),
    *(
        "[a, b]",
        "- a",
        "|",
        ">",
        "!!str x",
        "&x y",
        "*x",
        "@id",
        "`x`",
        "%x",
        "? x",
        "0x1F",
        ".inf",
    ),
    *("1e999", "1_000", "no", "yes", "on", "<<", "=", "2018", "2018-02", "12:30", "2018-02-30"),
    *("9" * 30, "-", "--- x", "...", "# x", "a: b", "a b", "é", "{", "}", "[", "]", '"', "'"),
    *("../x", "/x", "x/", "http://x.y/z", "x#y#z", "x?y", "x%20y", "javascript:x", "mailto:a@b.c"),
)
ODD_SIGNS = (
    *("\t", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u200b", "\u2028", "\u202e"),
    *("\ufeff", "\ufffd", "\U0001f600", "\udc80", "e\u0301", "ß", "\r", "\n", "\\", '"', "'", ":"),
    *("{", "}", "[", "]", ",", "#", "&", "*", "!", "|", ">", "%", "@", "`", "-", "?", " "),
)
ODD_DAYS = (
    *("2018-02-30", "0000-01-01", "0000-00-00", "9999-12-31", "99999-01-01", "2018-1-1", "2018"),
    *("18-01-01", "2018/01/01", "01-02-2018", "today", "2018-13-01", "-2018-01-01", "1800-01-01"),
    *("2018-01-01T00:00", "2018-01-01T25:00:00Z", "2018-01-01T00:00:00+99:00", "２０１８-01-01"),
)
ODD_LINES = (
    *("---", "...", "%YAML 1.1", "%TAG ! x", "<<: *all", "- a", "? [a]: b", ": x", "key", "{", "["),
    *("&all a: b", "a: &x b", "a: *x", "!!python/object:os.system x", "a: !x b", "'", '"', "\t- a"),
    *("things:", "file: other", "effects:", "scope: {}", "@context: http://x.y/z", "@id: x", "  "),
    *("recorded: 2018-01-01", "a: |", "a: >", "a: b: c", "a:b", "# a note", "type: Court", "to: x"),
)


def _lines(text):
    return text.split("\n")


def _another(text, pattern, chance, new):
    """One match of a pattern made anew."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + new(match[0]) + text[match.end() :]


def _misspelt(word, chance):
    at = chance.randrange(len(word))
    how = chance.randrange(4)
    if how == 0:
        return word[:at] + word[at + 1 :]
    if how == 1:
        return word[:at] + word[at] + word[at:]
    if how == 2:
        return word[:at] + chance.choice("abcxyzQ-_ ") + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def line_deleted(text, chance):
    lines = _lines(text)
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def line_doubled(text, chance):
    lines = _lines(text)
    at = chance.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at:]])


def lines_swapped(text, chance):
    lines = _lines(text)
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


def block_deleted(text, chance):
    lines = _lines(text)
    at = chance.randrange(len(lines))
    return "\n".join(lines[:at] + lines[at + chance.randrange(2, 12) :])


def block_doubled(text, chance):
    lines = _lines(text)
    at = chance.randrange(len(lines))
    return "\n".join(lines[:at] + 2 * lines[at : at + chance.randrange(2, 12)] + lines[at:])


def indented(text, chance):
    lines = _lines(text)
    at, by = chance.randrange(len(lines)), chance.choice([-4, -3, -2, -1, 1, 2, 3, 4])
    lines[at] = " " * by + lines[at] if by > 0 else lines[at][-by:]
    return "\n".join(lines)


def line_put_in(text, chance):
    lines = _lines(text)
    at = chance.randrange(len(lines))
    indent = len(lines[at]) - len(lines[at].lstrip())
    lines.insert(at, " " * indent + chance.choice(ODD_LINES))
    return "\n".join(lines)


def signs_flipped(text, chance):
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(text))
        text = text[:at] + chr(chance.randrange(33, 127)) + text[at + 1 :]
    return text


def odd_sign_put_in(text, chance):
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(ODD_SIGNS) + text[at:]


def sign_deleted(text, chance):
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def cut(text, chance):
    return text[: chance.randrange(len(text))]


def beginning_cut(text, chance):
    return text[chance.randrange(len(text)) :]


def word_misspelt(text, chance):
    return _another(text, WORD, chance, lambda word: _misspelt(word, chance))


def key_misspelt(text, chance):
    return _another(text, KEY, chance, lambda word: _misspelt(word, chance))


def id_misspelt(text, chance):
    return _another(text, ID, chance, lambda word: _misspelt(word, chance))


def key_of_another(text, chance):
    keys = KEY.findall(text) or ["x"]
    return _another(text, KEY, chance, lambda _: chance.choice(keys))


def id_of_another(text, chance):
    ids = ID.findall(text) or ["x"]
    return _another(text, ID, chance, lambda _: chance.choice(ids))


def value_of_another(text, chance):
    values = VALUE.findall(text) or ["x"]
    return _another(text, VALUE, chance, lambda _: chance.choice(values))


def odd_value(text, chance):
    return _another(text, VALUE, chance, lambda _: chance.choice(ODD_VALUES))


def odd_day(text, chance):
    return _another(text, DAY, chance, lambda _: chance.choice(ODD_DAYS))


def huge_value(text, chance):
    sign, size = chance.choice('a9 [{"-é/'), chance.choice([300, 5_000, 200_000])
    return _another(text, VALUE, chance, lambda _: sign * size)


def deep_value(text, chance):
    left, right = chance.choice([("[", "]"), ("{a: ", "}")])
    size = chance.choice([10, 30, 3000])
    return _another(text, VALUE, chance, lambda _: left * size + right * size)


def odd_ends_of_lines(text, chance):
    return text.replace("\n", chance.choice(["\r\n", "\r", "\n\n", "\n\r", "\x85", "\u2028"]))


def tabs(text, _):
    return text.replace("  ", "\t")


def mark_at_the_beginning(text, chance):
    return chance.choice(["\ufeff", "\ufeff\ufeff", "#!\n", "\n\n\n", " ", "\t"]) + text


def bytes_put_in(data, chance):
    """After all else, on the bytes: what is not UTF-8, or another way to write signs."""
    how = chance.randrange(4)
    if how == 0:
        return data.decode("utf-8", "replace").encode("utf-16")
    if how == 1:
        return data.decode("utf-8", "replace").encode("latin-1", "replace")
    at = chance.randrange(len(data) + 1)
    return (
        data[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9))) + data[at:]
    )


HARMS = (
    *(line_deleted, line_doubled, lines_swapped, block_deleted, block_doubled, indented),
    *(line_put_in, signs_flipped, odd_sign_put_in, sign_deleted, cut, beginning_cut),
    *(word_misspelt, key_misspelt, id_misspelt, key_of_another, id_of_another, value_of_another),
    *(odd_value, odd_day, huge_value, deep_value, odd_ends_of_lines, tabs, mark_at_the_beginning),
)


def broken(text, seed):
    """The text broken in one way, or seldom in several; and what was done to it."""
    chance = Random(seed)
    done = []
    for _ in range(chance.choice([1, 1, 1, 1, 2, 3])):
        if text:
            harm = HARMS[(seed + len(done)) % len(HARMS)] if not done else chance.choice(HARMS)
            text = harm(text, chance)
            done.append(harm.__name__)
    data = text.encode("utf-8", "surrogatepass")
    if seed % 25 == 24:
        data = bytes_put_in(data, chance)
        done.append("bytes_put_in")
    return data, done
