"""Memory while a table is made: what is not worked on is packed, what is free is given back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd

from mediakit.contract.tables import TEXT
from mediakit.corpus.table import BATCH

LARGE = 2**20  # bytes of a column from which packing is worth its time


@contextmanager
def returning_memory() -> Iterator[None]:
    """Let Arrow take memory from the system, which gets it back at once.

    Arrow's usual pool keeps what was freed, here two thirds of the texts once more, since columns
    grow batch by batch.
    """
    import pyarrow as pa

    usual = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(usual)


def give_back() -> None:
    """Give the system what is free at this moment: pages between what is still in use, too."""
    import pyarrow as pa

    pa.system_memory_pool().release_unused()


class Packed:
    """A text column at rest: batches of `BATCH` values, compressed, the last one first."""

    def __init__(self, batches: list[bytes]) -> None:
        self.batches = batches
        self._open: tuple[int, pd.Series] = (-1, pd.Series([], dtype=TEXT))  # the one read last

    def __getitem__(self, place: int) -> Any:
        number, inside = divmod(place, BATCH)
        if self._open[0] != number:
            self._open = number, _read(self.batches[-1 - number])
        return self._open[1].iloc[inside]


@contextmanager
def set_aside(frame: pd.DataFrame, but: Collection[str]) -> Iterator[dict[str, Packed]]:
    """Hold the large text columns of `frame` packed, all `but` some, and put them back at the end.

    Single values of the packed columns can be had by place meanwhile.

    Examples
    --------
    >>> text = pd.Series(["It rained. " * 2**17, None], dtype=TEXT)
    >>> frame = pd.DataFrame({"text": text, "before": text, "n": [1, 2]})
    >>> with set_aside(frame, but=["text"]) as resting:
    ...     list(frame), resting["before"][0] == text[0]
    (['text', 'n'], True)
    >>> list(frame), frame["before"].equals(text)
    (['text', 'before', 'n'], True)
    """
    order, index = [*frame.columns], frame.index
    resting = [
        name
        for name in order
        if name not in but and frame[name].dtype == TEXT and frame[name].array.nbytes > LARGE
    ]
    packed = {name: Packed(_packed(frame, name)) for name in resting}
    give_back()
    try:
        yield packed
    finally:
        give_back()
        for name in resting:
            column = pd.concat(list(_unpacked(packed.pop(name).batches)), ignore_index=True)
            frame.insert(order.index(name), name, column.set_axis(index))


def _packed(frame: pd.DataFrame, name: str) -> list[bytes]:
    """Take a column out of a table, as packed batches, the last one first."""
    import pyarrow as pa

    column = frame.pop(name)
    waiting = [column.iloc[start : start + BATCH] for start in range(0, len(column), BATCH)]
    del column  # so that each batch goes once it is packed
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    batches = []
    while waiting:
        table = pa.table({"values": pa.array(waiting.pop().array)})
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema, options=options) as stream:
            stream.write_table(table)
        batches.append(sink.getvalue().to_pybytes())  # the buffer itself has room to grow
    return batches


def _unpacked(batches: list[bytes]) -> Iterator[pd.Series]:
    """Yield the batches of a column, and let go of each."""
    while batches:
        yield _read(batches.pop())


def _read(batch: bytes) -> pd.Series:
    import pyarrow as pa

    table = pa.ipc.open_stream(batch).read_all()
    dtype: Any = pd.Series([], dtype=TEXT).dtype
    return pd.Series(dtype.__from_arrow__(table["values"]))
