"""What is asked about a policy: the options of every question, as they were given."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, get_type_hints

from kg.cli import options
from kg.cli.open import opened

if TYPE_CHECKING:
    from kg.records.basis import Basis
    from kg.visits.answer import Answer
    from kg.visits.open import Opened
    from kg.visits.orders import Told


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, where, against whom and when; on what basis; from which facts; and how told."""

    subject: options.For = None
    place: options.In = None
    enforcer: options.By = None
    on: options.On = "today"
    reading: options.Reading = "strict"
    known_on: options.KnownOn = None
    recorded_by: options.RecordedBy = None
    suppose: options.Suppose = None
    without: options.Without = None
    without_source: options.WithoutSource = None
    store: options.Store = None
    data: options.Data = None
    json: options.Json = False

    @property
    def whom(self) -> tuple[str | None, str | None, str | None]:
        """For whom, where and against whom."""
        return self.subject, self.place, self.enforcer

    @property
    def as_json(self) -> bool:
        """True where the answer is to be JSON."""
        return options.as_json(self.json)

    @property
    def basis(self) -> Basis:
        """What the answer may rest on."""
        return basis_of(
            self.known_on, self.recorded_by, self.suppose, self.without, self.without_source
        )

    def opened(self) -> Opened:
        """The facts to answer from."""
        return opened(self.store, self.data)

    def about(self, facts: Opened, policy: str) -> Answer:
        """The question put about a policy."""
        from kg.visits.answer import answer

        on, basis = options.moment(self.on), self.basis
        return answer(facts.reader, policy, on, *self.whom, self.reading, basis)

    def about_any(self, facts: Opened, name: str) -> Told:
        """The question put about a policy, an effect, an action or an award."""
        from kg.visits.orders import answer_any

        on, basis = options.moment(self.on), self.basis
        return answer_any(facts.reader, name, on, *self.whom, self.reading, basis)


def basis_of(
    known_on: str | None,
    recorded_by: str | None,
    suppose: list[str] | None,
    without: list[str] | None,
    without_source: list[str] | None,
) -> Basis:
    """What an answer may rest on, by the options that say so."""
    from kg.records.basis import Basis

    return Basis(
        options.day_if_given(known_on, "--known-on"),
        options.day_if_given(recorded_by, "--recorded-by"),
        tuple(suppose or ()),
        tuple(without or ()),
        tuple(without_source or ()),
    )


def asking(command: Callable[..., None], leaving_out: Iterable[str] = ()) -> Callable[..., None]:
    """A command that takes `asked`, with the options of a question in its place."""
    hints = get_type_hints(Asked, include_extras=True)
    names = [each.name for each in fields(Asked) if each.name not in leaving_out]
    own = inspect.signature(command, eval_str=True).parameters

    @functools.wraps(command)
    def asked(**given: Any) -> None:
        question = Asked(**{name: given.pop(name) for name in names})
        command(asked=question, **given)

    options_of = [
        inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default)
        for each in fields(Asked)
        if each.name in names
    ]
    parameters = [
        *(
            each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for name, each in own.items()
            if name != "asked"
        ),
        *(each.replace(annotation=hints[each.name]) for each in options_of),
    ]
    asked.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    asked.__annotations__ = {each.name: each.annotation for each in parameters}
    return asked
