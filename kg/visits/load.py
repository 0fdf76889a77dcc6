"""Facts in: files parsed and checked, the law's own refusals included, then written at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError, Problem
from kg.rdf import derived, disk, find, ns, progress, vocabulary
from kg.rdf.change import Change
from kg.rdf.check import check
from kg.rdf.load import LoadReport, Plan, plan, removal
from kg.rdf.names import all_policies
from kg.rdf.node import Nodes
from kg.rdf.staged import Staged
from kg.rdf.store import Quads, Readable, Writable
from kg.rdf.stream import Stream, is_large
from kg.rdf.touched import touched
from kg.rdf.unsourced import unsourced
from kg.visits.bulk import Rebuildable, load_large
from kg.visits.contradicted import blamed, contradicted
from kg.visits.derive import Judged, judge, rebuilt


def load(
    paths: Iterable[Path],
    store: Writable,
    *,
    replace: bool = False,
    dry_run: bool = False,
    trusted: bool = False,
    with_runs: bool = True,
) -> LoadReport:
    """Load the files: all of them, or none; the runs that they touch are derived anew.

    `trusted` skips shapes and hygiene, never what keeps facts in their graphs or what the
    law cannot judge. Without runs nothing is derived, and the ontology is left out: for a store
    that only the engine asks.
    Raises DataError with every problem found, MissingFile, StoreError;
    then nothing has been written.
    """
    large, small = _by_size(paths)
    if large and with_runs and isinstance(store, Rebuildable):
        how = {"replace": replace, "dry_run": dry_run, "trusted": trusted}
        return load_large(large, plan(small, store, replace), store, **how)
    files = [*(each.path for each in large), *small]
    return _carry_out(plan(files, store, replace), store, dry_run, trusted, with_runs)


def _by_size(paths: Iterable[Path]) -> tuple[list[Stream], list[Path]]:
    """The files that are streamed, and those that are read whole."""
    files = list(dict.fromkeys(find.find(paths)))
    small = [path for path in files if not is_large(path)]
    return [Stream(path) for path in files if path not in small], small


def remove(names: Iterable[str], store: Writable, *, dry_run: bool = False) -> LoadReport:
    """Take out what these files put in, all of it or nothing; a file is named set/file.

    Raises MissingFile for one that was never loaded, DataError where others still name
    what would be gone.
    """
    return _carry_out(removal(names, store), store, dry_run, trusted=False)


def _carry_out(
    planned: Plan, store: Writable, dry_run: bool, trusted: bool, with_runs: bool = True
) -> LoadReport:
    if not planned.differing and derived.stamped(store) and vocabulary.current(store):
        return planned.report()
    progress.step("checking")
    weighed = _Weighed.of(planned, store, with_runs)
    if problems := weighed.problems(store, trusted):
        raise DataError(problems)
    if not dry_run:
        progress.step("writing")
        change = weighed.change(store) if with_runs else weighed.facts
        store.apply(vocabulary.brought_up(store, change) if with_runs else change)
    return planned.report()


def staged(paths: Iterable[Path], store: Quads) -> Quads:
    """The store as a load of these files would leave it, in the place of what it holds of them.

    Nothing is written. Raises DataError with every problem found, MissingFile.
    """
    planned = plan(find.find(paths), store, replace=True)
    weighed = _Weighed.of(planned, store, with_runs=False)
    if problems := weighed.problems(store):
        raise DataError(problems)
    return Staged(store, weighed.facts)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with files, and what is not wrong but had better be mended."""

    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def checked(paths: Iterable[Path], store: Readable) -> Checked:
    """Every problem of the files, as if they replaced what the store holds of them.

    Where there is none, remarks on them; on files that are streamed nothing is remarked.
    """
    large, small = _by_size(paths)
    try:
        planned = plan(small, store, replace=True)
        if large:
            _try_out(large, planned, store)
            return Checked()
    except DataError as error:
        return Checked(tuple(error.problems))
    if found := problems_of(planned, store):
        return Checked(tuple(found))
    return Checked(remarks=remarks_on(planned, store))


def remarks_on(planned: Plan, store: Quads) -> tuple[Problem, ...]:
    """What had better be mended in files that were read, in the order of files and lines."""
    found = unsourced(planned.facts, Nodes(Staged(store, planned.change())))
    return tuple(sorted(found, key=lambda each: (each.file, each.line or 0)))


def problems_of(planned: Plan, store: Quads) -> list[Problem]:
    """Every problem of files that were read."""
    progress.step("checking")
    return _Weighed.of(planned, store, with_runs=False).problems(store)


def _try_out(large: Sequence[Stream], planned: Plan, store: Readable) -> None:
    """Load large files into a copy of the store that goes away; raises DataError."""
    with tempfile.TemporaryDirectory() as folder, disk.write(Path(folder) / "store") as copy:
        with copy.beside() as draft:
            draft.fill(store.quads())
        load_large(large, planned, copy, replace=True, dry_run=True, trusted=False)


_KIND = ns.term("kind")


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A plan with what the law makes of it."""

    plan: Plan
    facts: Change
    nodes: Nodes
    policies: frozenset[str]
    judged: tuple[Judged, ...]

    @classmethod
    def of(cls, planned: Plan, store: Quads, with_runs: bool = True) -> _Weighed:
        facts = planned.change()
        staged = Staged(store, facts)
        nodes = Nodes(staged)
        if derived.stamped(store):
            policies = touched(planned.differing, Nodes(store), Nodes(staged))
        else:
            policies = frozenset(all_policies(staged))
        effects = [
            ns.short(getattr(q.subject, "value", "")) for q in facts.insert if q.predicate == _KIND
        ]
        found = judge(nodes, policies, effects, with_runs=with_runs)
        return cls(planned, facts, nodes, policies, tuple(found))

    def problems(self, store: Quads, trusted: bool = False) -> list[Problem]:
        """What is wrong with the files, and with what the law makes of them."""
        faults = [blamed(self.nodes, fault) for each in self.judged for fault in each.faults]
        if trusted and not faults:
            return []
        faults += [] if trusted else contradicted(self.nodes, self._concerned().__contains__)
        return check(self.plan.facts, store, self.plan.replaced, faults, trusted)

    def _concerned(self) -> set[str]:
        """The things that become others by the plan."""
        return {ns.short(getattr(quad.subject, "value", "")) for quad in self.plan.differing}

    def change(self, store: Quads) -> Change:
        """The facts with their index and their runs, as one change.

        Where another engine made the runs, or none, all are written anew.
        """
        if derived.stamped(store):
            runs = rebuilt(store, self.policies, self.judged)
            return Change(self.facts.drop, runs.delete, [*self.facts.insert, *runs.insert])
        made = [quad for each in self.judged for quad in derived.written(each.runs)]
        return Change(
            [*self.facts.drop, derived.GRAPH],
            insert=[*self.facts.insert, derived.STAMP, *made],
        )
