"""A store on a server, to read from and to change: all of a change or nothing, one at a time."""

from __future__ import annotations

from kg.errors import StoreError
from kg.rdf.change import Change
from kg.rdf.server import steps
from kg.rdf.server.address import Address
from kg.rdf.server.ahead import Ahead
from kg.rdf.server.mark import State
from kg.rdf.server.reader import ServerReader
from kg.rdf.server.turns import Turns


class ServerWriter(ServerReader):
    """A store on a server to read from and to change.

    A change is put beside the facts first, however many requests that takes, where no
    reader looks. Then one request makes it. A server that makes a request whole or not
    at all shows the old state or the new; on any other, a change that was begun is
    finished by the next writer. Nothing is written before the first change.
    """

    def __init__(self, address: Address) -> None:
        super().__init__(address)
        self._turns = Turns(self._asking)
        try:
            self._await_turn()
        except BaseException:
            self.close()
            raise

    def _await_turn(self) -> None:
        """Refuse to begin while another writes; finish what one that died had decided."""
        if self._state is None or not self._state.busy:
            return
        while (mark := self._turns.mark()).state.busy:
            self._turns.inherit(mark)
        self._state = mark.state

    def apply(self, change: Change) -> None:
        """Make a change: the whole of it, or nothing when it fails."""
        if not change:
            return
        patience = max(60.0, len(change) / 200)
        state = self._turns.take(self._state.generation if self._state else 0, patience)
        with self._turns.kept(state):
            *pieces, last = steps.aside(state, change)
            for piece in pieces:
                self._turns.tell(piece, steps.alive(state))
            moving = state.to("moving")
            made = (last, steps.alive(state), steps.decided(state), *steps.moved(moving))
            done = self._decide(state, made, patience)
        self._turns.clear(done)
        self._state, self._told, self._ahead = done.idle(), False, Ahead(self._fetch)

    def _decide(self, state: State, told: tuple[str, ...], patience: float) -> State:
        """Have the change made; the state when it was."""
        try:
            self._turns.tell(*told, patience=patience)
            now = self._turns.mark().state
        except StoreError as error:
            now = self._after(state, error)
        if now != state.to("clearing", made=1):
            raise StoreError(f"{self.where} took the change, and did not make it")
        return now

    def _after(self, state: State, error: StoreError) -> State:
        """What became of a change whose making was not answered; it raises where nothing did."""
        try:
            now = self._turns.let_go(state)
        except StoreError:
            raise StoreError(
                f"{error}. Whether the load was written is not known: when the server answers "
                "again, load once more; what is there already is left as it is"
            ) from error
        if now == state.to("clearing"):
            raise error
        return now


def write(address: Address) -> ServerWriter:
    """Open a store on a server to change, or one that the first change will make.

    Raises StoreLocked where another writes to it, StoreError.
    """
    return ServerWriter(address)
