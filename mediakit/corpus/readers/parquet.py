"""Parquet files: tables with types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

BATCH = 500


def fits(path: Path, head: bytes) -> bool:
    """Tell Parquet by its mark."""
    return head.startswith(b"PAR1")


def fits_arrow(path: Path, head: bytes) -> bool:
    """Tell an Arrow file (Feather) by its mark."""
    return head.startswith(b"ARROW1")


def read_arrow(path: Path) -> Iterator[dict[str, Any]]:
    """Read one article a row of an Arrow file (Feather), batch by batch; ``_line`` is the row."""
    import pyarrow

    number = 0
    with pyarrow.memory_map(str(path)) as source:
        file = pyarrow.ipc.open_file(source)
        for place in range(file.num_record_batches):
            for row in file.get_batch(place).to_pylist():
                number += 1
                yield {**row, "_line": number}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read one article a row, a few hundred rows at a time; ``_line`` is the row."""
    import pyarrow.parquet

    number = 0
    with pyarrow.parquet.ParquetFile(path) as file:
        names = [name for name in file.schema_arrow.names if not name.startswith("__index_level_")]
        for batch in file.iter_batches(batch_size=BATCH, columns=names):
            for row in batch.to_pylist():
                number += 1
                yield {**row, "_line": number}
