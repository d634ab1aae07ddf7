"""Archives: unpacked into a temporary folder, within limits, nothing outside of it."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import stat
import tarfile
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from mediakit.corpus.readers.containers import kind_of

MOST_MEMBERS = 200_000
#: Bytes of all that is in an archive: a folder for temporary files may be memory.
MOST_BYTES = 2 * 2**30
#: Text packs 1 to 3, pages of one site 1 to 20, a bomb 1 to 1,000. From so many bytes on, of one
#: file and of all, what packs better than 1 to 100 is none.
SUSPECT_BYTES, SUSPECT_ALL, MOST_RATIO = 4 * 2**20, 128 * 2**20, 100
SPARE_BYTES = 256 * 2**20  # of the disk, that stay free
MOST_AT_ONCE = 16 * 2**20  # bytes of a tar's own headers
CHUNK = 2**20
DEEPEST = 1  # archives inside an archive
PACKED: dict[bytes, Callable[..., Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\0": lzma.open,
}
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError,
    RuntimeError, NotImplementedError, ValueError, UnicodeError,
)  # fmt: skip
BROKEN_PART = "broken in the archive"
BOMB = "unpacks to far more than text would: refused; if it is text, unpack it yourself"
UNPACK = "unpack it, and give the folder"
LARGE = f"unpacks to more than {{:g}} GB: {UNPACK}; what follows was not read"
FULL = f"no room on the disk for temporary files: {UNPACK}; what follows was not read"
LOCKED = "encrypted: unpack it with its password, and give the folder"


class Member(NamedTuple):
    """A file of an archive: where it was unpacked, or why it was not."""

    name: str
    path: Path | None
    problem: str | None = None


class TemporaryFolder:
    """A folder that goes when nobody holds this object any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="mediakit-"))
        self._gone = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class TooMuch(ValueError):
    """An archive or member passes a limit."""


def is_archive(path: Path, head: bytes) -> bool:
    """Say whether a file is an archive of files, by its content: ZIP, tar, gzip, bzip2, xz."""
    if head.startswith(b"PK"):
        return head[2:4] in (b"\x03\x04", b"\x05\x06") and kind_of(path) == "zip"
    return head.startswith(tuple(PACKED)) or head[257:262] == b"ustar"


def unpack(path: Path, folder: Path) -> list[Member]:
    """Unpack an archive into an empty folder, file by file, and archives in it, one level deep.

    Names that lead out of the archive, links and devices, encrypted files and what unpacks to far
    more than text would are refused; each is a member with a problem. Names in the folder are those
    in the archive.
    """
    members: list[Member] = []
    too_deep: list[Path] = []
    budget = _Budget(path.stat().st_size)
    waiting: list[tuple[Path, PurePosixPath, int]] = [(path, PurePosixPath(), 0)]
    while waiting:
        archive, inside, depth = waiting.pop()
        try:
            for member in _unpack_one(archive, folder, inside, budget):
                members.append(member)
                if member.path is None or not _is_packed(member.path):
                    continue
                members.pop()
                if depth >= DEEPEST:
                    member.path.unlink()
                    problem = f"archives in archives in archives: {UNPACK}"
                    members.append(Member(member.name, None, problem))
                    too_deep.append(member.path)
                else:
                    hidden = folder / f".inside-{len(members)}-{len(waiting)}"
                    member.path.rename(hidden)
                    waiting.append((hidden, PurePosixPath(member.name), depth + 1))
        except BROKEN as error:
            reason = str(error) or type(error).__name__
            broken = reason if isinstance(error, TooMuch) else f"broken archive: {reason}"
            members.append(Member(inside.as_posix() if depth else "", None, broken))
        if depth:
            archive.unlink(missing_ok=True)
    for left in too_deep:  # or it would be found, and unpacked, in the folder
        left.unlink(missing_ok=True)
    return members


def _is_packed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_archive(path, file.read(512))
    except OSError:
        return False


class _Budget:
    """What may still be unpacked."""

    def __init__(self, packed: int) -> None:
        self.packed, self.unpacked, self.members = packed, 0, 0

    def copy(self, source: IO[bytes], target: Path, packed: int) -> None:
        """Copy one member; its stated size is not believed."""
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise TooMuch(
                f"more than {MOST_MEMBERS:,} files in the archive: the others were not read"
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        try:
            with target.open("xb") as file:
                while chunk := source.read(CHUNK):
                    size += len(chunk)
                    self.unpacked += len(chunk)
                    if size > SUSPECT_BYTES and size > packed * MOST_RATIO:
                        self.unpacked -= size
                        raise _Bomb(BOMB)  # alone: the others may be read
                    self._check(target)
                    file.write(chunk)
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def _check(self, target: Path) -> None:
        """Raise an error once all that was unpacked is too much."""
        if self.unpacked > SUSPECT_ALL and self.unpacked > self.packed * MOST_RATIO:
            raise TooMuch(f"the archive {BOMB}; what follows was not read")
        if self.unpacked > MOST_BYTES:
            raise TooMuch(f"the archive {LARGE.format(MOST_BYTES / 2**30)}")
        if shutil.disk_usage(target.parent).free < SPARE_BYTES:
            raise TooMuch(FULL)


class _Sparing:
    """A file that is never read at one go: a tar may hold a header of gigabytes, packed."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MOST_AT_ONCE:
            raise TooMuch(f"a header of the archive {BOMB}")
        content: bytes = self._file.read(size)
        return content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _Bomb(ValueError):
    """One member is a bomb; the others may be read."""


def _unpack_one(
    archive: Path, folder: Path, inside: PurePosixPath, budget: _Budget
) -> Iterator[Member]:
    with archive.open("rb") as file:
        head = file.read(512)
    if head.startswith(b"PK"):
        yield from _unpack_zip(archive, folder, inside, budget)
    elif head[257:262] == b"ustar" or _holds_tar(archive, head):
        yield from _unpack_tar(archive, folder, inside, budget)
    else:
        opened = next(open_ for mark, open_ in PACKED.items() if head.startswith(mark))
        name = inside.name if inside.name else archive.name
        shorter = name.rsplit(".", 1)[0] if name.lower().endswith((".gz", ".bz2", ".xz")) else name
        with opened(archive, "rb") as packed:
            yield _write(packed, folder, inside, shorter, archive.stat().st_size, budget)


def _holds_tar(archive: Path, head: bytes) -> bool:
    opened = next((open_ for mark, open_ in PACKED.items() if head.startswith(mark)), None)
    if opened is None:
        return False
    with opened(archive, "rb") as packed:
        return bool(packed.read(512)[257:262] == b"ustar")


def _unpack_zip(
    archive: Path, folder: Path, inside: PurePosixPath, budget: _Budget
) -> Iterator[Member]:
    with zipfile.ZipFile(archive) as parts:
        for one in parts.infolist():
            name = _zip_name(one)
            if one.is_dir():
                continue
            if one.flag_bits & 1:
                yield Member((inside / name).as_posix(), None, LOCKED)
            elif stat.S_ISLNK(one.external_attr >> 16):
                yield Member((inside / name).as_posix(), None, "a link: not followed")
            else:
                try:
                    with parts.open(one) as packed:
                        yield _write(packed, folder, inside, name, one.compress_size, budget)
                except TooMuch:
                    raise
                except BROKEN as error:
                    yield Member(
                        (inside / name).as_posix(), None, f"broken in the archive: {error}"
                    )


def _zip_name(one: zipfile.ZipInfo) -> str:
    """Return a name; Macs write UTF-8 and do not say so."""
    if one.flag_bits & 0x800:
        return one.filename
    try:
        return one.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return one.filename


def _unpack_tar(
    archive: Path, folder: Path, inside: PurePosixPath, budget: _Budget
) -> Iterator[Member]:
    size = archive.stat().st_size
    with archive.open("rb") as file:
        head = file.read(512)
    opened = next((open_ for mark, open_ in PACKED.items() if head.startswith(mark)), open)
    with opened(archive, "rb") as plain, tarfile.open(fileobj=_Sparing(plain), mode="r:") as parts:
        for one in parts:
            if one.isdir():
                continue
            if not one.isfile():
                yield Member((inside / one.name).as_posix(), None, "a link or device: not followed")
                continue
            packed: Any = parts.extractfile(one)
            yield _write(
                packed, folder, inside, one.name, max(size, one.size // MOST_RATIO), budget
            )


def _write(
    packed: IO[bytes], folder: Path, inside: PurePosixPath, name: str, size: int, budget: _Budget
) -> Member:
    """Write one member below the folder, or say why not."""
    plain = PurePosixPath(name.replace("\\", "/"))
    shown = (inside / plain).as_posix()
    if plain.is_absolute() or ".." in plain.parts or "\0" in name or ":" in plain.parts[0][:2]:
        return Member(f"{inside}/{name}", None, "its name leads out of the archive: refused")
    target = folder / inside / plain
    while target.exists():
        target = target.with_name(f"{target.stem}-2{target.suffix}")
    try:
        budget.copy(packed, target, size)
    except _Bomb as error:
        return Member(shown, None, str(error))
    except TooMuch:
        raise
    except BROKEN as error:
        return Member(shown, None, f"{BROKEN_PART}: {error}")
    return Member(target.relative_to(folder).as_posix(), target)
