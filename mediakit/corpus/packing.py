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


@contextmanager
def set_aside(frame: pd.DataFrame, but: Collection[str]) -> Iterator[None]:
    """Hold the large text columns of `frame` packed, all `but` some, and put them back at the end.

    Examples
    --------
    >>> text = pd.Series(["It rained. " * 2**17, None], dtype=TEXT)
    >>> frame = pd.DataFrame({"text": text, "before": text, "n": [1, 2]})
    >>> with set_aside(frame, but=["text"]):
    ...     list(frame)
    ['text', 'n']
    >>> list(frame), frame["before"].equals(text)
    (['text', 'before', 'n'], True)
    """
    order, index = [*frame.columns], frame.index
    resting = [
        name
        for name in order
        if name not in but and frame[name].dtype == TEXT and frame[name].array.nbytes > LARGE
    ]
    packed = {name: _packed(frame, name) for name in resting}
    give_back()
    try:
        yield
    finally:
        give_back()
        for name in resting:
            column = pd.concat(list(_unpacked(packed.pop(name))), ignore_index=True)
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
    import pyarrow as pa

    while batches:
        table = pa.ipc.open_stream(batches.pop()).read_all()
        dtype: Any = pd.Series([], dtype=TEXT).dtype
        yield pd.Series(dtype.__from_arrow__(table["values"]))
