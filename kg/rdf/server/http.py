"""Requests to a server: what is sent, what comes back whole, and what went wrong in plain words."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth

from kg.errors import StoreError
from kg.rdf.server.address import Address
from kg.rdf.server.failures import cut_off, refused, unreachable
from kg.version import VERSION

if TYPE_CHECKING:
    from requests.auth import AuthBase

_CONNECT: Final = 10.0
_PIECE: Final = 1 << 16
_UNAUTHORIZED: Final = 401
_REFUSALS: Final = 300
_PARTIAL: Final = 206

#: XML first: Virtuoso writes it three times as fast, and keeps what is true apart from 1.
RESULTS: Final = "application/sparql-results+xml, application/sparql-results+json;q=0.5"
TRIPLES: Final = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    body: bytes
    headers: Mapping[str, str]


class Connection:
    """A way to ask a server and to tell it; nothing of it knows SPARQL."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"inforce/{VERSION}"
        self._auth: dict[str, AuthBase | None] = {}

    def ask(self, sparql: str, accept: str = RESULTS, union: bool = False) -> Reply:
        """The answer to a query.

        `union` asks Oxigraph to see all graphs as one; others do so unasked, or never.
        """
        form = {"query": sparql} | ({"union-default-graph": ""} if union else {})
        reply = self._post(self.address.query, {"Accept": accept}, form, self.address.timeout)
        if not _is_answer(reply.headers.get("Content-Type", "")):
            raise StoreError(
                f"{self.address} answered with {_kind(reply)} where results were expected; "
                "is this the address of the server's query endpoint?"
            )
        return reply

    def tell(self, steps: Sequence[str], patience: float = 0.0) -> None:
        """Have an update made; `patience` is what it may take longer than a query, in seconds."""
        headers = {"Content-Type": "application/sparql-update"}
        body = " ;\n".join(steps).encode()
        self._post(self.address.update, headers, body, self.address.timeout + patience)

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def _post(self, url: str, headers: dict[str, str], data: object, timeout: float) -> Reply:
        response = self._sent(url, headers, data, timeout)
        if response.status_code == _UNAUTHORIZED and self._challenged(url, response):
            response.close()
            response = self._sent(url, headers, data, timeout)
        reply = Reply(self._body(url, response, timeout), response.headers)
        if response.status_code >= _REFUSALS:
            raise refused(url, response.status_code, reply.headers, reply.body, self.address.user)
        if response.status_code == _PARTIAL or response.headers.get("X-SQL-State") == "S1TAT":
            raise StoreError(
                f"{url} gave up before its answer was whole (a limit of time on the server); "
                "ask for less, or raise its limit"
            )
        return reply

    def _sent(
        self, url: str, headers: dict[str, str], data: object, timeout: float
    ) -> requests.Response:
        try:
            return self._session.post(
                url,
                data=data,  # type: ignore[arg-type]
                headers=headers,
                auth=self._known_auth(url),
                timeout=(min(_CONNECT, timeout), timeout),
                allow_redirects=False,
                stream=True,
            )
        except (requests.RequestException, ValueError) as error:
            raise unreachable(url, error, timeout) from error

    def _known_auth(self, url: str) -> AuthBase | None:
        """How to say who asks: at once where nobody listens in, else as the server demands."""
        user, password = self.address.user, self.address.password
        if url not in self._auth and user is not None and url.startswith("https:"):
            self._auth[url] = HTTPBasicAuth(user, password or "")
        return self._auth.get(url)

    def _challenged(self, url: str, response: requests.Response) -> bool:
        """Take up the way to say who asks that a server demands; False when that was done."""
        user, password = self.address.user, self.address.password or ""
        if user is None:
            return False
        demanded = response.headers.get("WWW-Authenticate", "").lower()
        known = self._auth.get(url)
        if "digest" in demanded and not isinstance(known, HTTPDigestAuth):
            self._auth[url] = HTTPDigestAuth(user, password)
        elif "basic" in demanded and known is None:
            self._auth[url] = HTTPBasicAuth(user, password)
        else:
            return False
        return True

    def _body(self, url: str, response: requests.Response, timeout: float) -> bytes:
        """The whole body, and no longer than the time allowed."""
        end = time.monotonic() + timeout
        pieces = []
        try:
            for piece in response.iter_content(_PIECE):
                pieces.append(piece)
                if time.monotonic() > end:
                    raise requests.ReadTimeout
        except requests.Timeout as error:
            raise unreachable(url, error, timeout) from error
        except (requests.RequestException, OSError) as error:
            raise cut_off(url) from error
        finally:
            response.close()
        return b"".join(pieces)


def _is_answer(kind: str) -> bool:
    return any(known in kind for known in ("sparql-results", "n-triples", "/json", "/xml"))


def _kind(reply: Reply) -> str:
    kind = reply.headers.get("Content-Type", "").partition(";")[0].strip()
    return "a web page" if "html" in kind else kind or "nothing"
