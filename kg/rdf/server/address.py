"""Where a server answers and takes updates, and who asks: from the option and the environment."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from kg.errors import QuestionError, StoreError

TIMEOUT: Final = 60.0
_SCHEMES: Final = ("http", "https")
_EXAMPLE: Final = "http://localhost:7878/query"


@dataclass(frozen=True, slots=True)
class Address:
    """The two endpoints of a server; they hold no credentials, so that they can be shown."""

    query: str
    update: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT

    def __str__(self) -> str:
        return self.query


def address(text: str) -> Address:
    """The server that a text names, with what the environment says of it.

    KG_STORE_UPDATE is the endpoint for updates; without it, `…/query` has its updates at
    `…/update`, and any other address takes both. Credentials come from the address
    itself, else from KG_STORE_USER and KG_STORE_PASSWORD.
    """
    parts = _parts(text, "the store")
    query = _bare(parts)
    given = os.environ.get("KG_STORE_UPDATE", "").strip()
    update = _bare(_parts(given, "KG_STORE_UPDATE")) if given else _derived(query)
    user, password = _credentials(parts)
    return Address(query, update, user, password, _timeout())


def _parts(text: str, what: str) -> SplitResult:
    """The address taken apart; its text is not repeated, since it may hold a password."""
    try:
        parts = urlsplit(text.strip())
        port, host, scheme = parts.port, parts.hostname, parts.scheme.lower()
    except ValueError as error:
        raise StoreError(f"{what} is no address: {error}; write it as {_EXAMPLE}") from None
    if scheme not in _SCHEMES:
        way = f"; write it as {_EXAMPLE}, or name a folder"
        raise StoreError(f"{what} cannot be at an address that begins with `{scheme}:`{way}")
    if not host or port == 0 or any(char.isspace() for char in text.strip()):
        raise StoreError(f"{what} is no whole address; write it as {_EXAMPLE}")
    if parts.fragment:
        raise StoreError(f"{what} is an address with a `#`; leave out what follows it")
    return parts


def _bare(parts: SplitResult) -> str:
    """The address without user and password."""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", parts.query, ""))


def _derived(query: str) -> str:
    """Where a server that answers there takes updates, by the usual naming."""
    parts = urlsplit(query)
    if not parts.path.endswith("/query"):
        return query
    return urlunsplit(parts._replace(path=parts.path.removesuffix("query") + "update"))


def _credentials(parts: SplitResult) -> tuple[str | None, str | None]:
    if parts.username is not None:
        return unquote(parts.username), unquote(parts.password or "")
    user, password = os.environ.get("KG_STORE_USER"), os.environ.get("KG_STORE_PASSWORD")
    if bool(user) != bool(password):
        given, other = "KG_STORE_USER", "KG_STORE_PASSWORD"
        if password:
            given, other = other, given
        raise QuestionError(f"{given} is set and {other} is not; set both, or neither")
    return user or None, password or None


def _timeout() -> float:
    text = os.environ.get("KG_STORE_TIMEOUT", "").strip()
    try:
        seconds = float(text) if text else TIMEOUT
    except ValueError:
        seconds = 0.0
    if not math.isfinite(seconds) or seconds <= 0:
        raise QuestionError(
            f"KG_STORE_TIMEOUT is {text!r}; it can be a number of seconds, as {TIMEOUT:.0f}"
        )
    return seconds
