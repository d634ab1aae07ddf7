"""From the roles' probabilities of tokens to stretches of one role: the likeliest path."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from mediakit.attribution.tagging.tagger import Tagging

SOURCE, CUE, CONTENT = 1, 2, 3
Array = np.ndarray[Any, Any]


class Stretch(NamedTuple):
    """Tokens [first, last) that share a role, and the mean probability of that role."""

    role: int
    first: int
    last: int
    strength: float


def find_stretches(tagging: Tagging) -> list[Stretch]:
    """Cut tokens into stretches of one role, paragraph by paragraph."""
    roles = tagging.roles
    if not len(roles):
        return []
    roles = roles.astype(np.float64)  # sums and logarithms agree on every processor but for 1e-16
    path = likeliest_path(np.log(roles + 1e-9), tagging.tokens.paragraphs, tagging.settings.moves)
    role = (path + 1) // 2
    begins = path % 2 == 1
    begins[0] = True
    begins[1:] |= role[1:] != role[:-1]
    begins[[first for first, _ in tagging.tokens.paragraphs]] = True
    edges = np.flatnonzero(begins)
    ends = np.append(edges[1:], len(role))
    both = np.stack([roles[:, 0], *(roles[:, k] + roles[:, k + 1] for k in (1, 3, 5))], axis=1)
    means = np.add.reduceat(both[np.arange(len(role)), role], edges) / (ends - edges)
    found = zip(role[edges].tolist(), edges.tolist(), ends.tolist(), means.tolist(), strict=True)
    return [Stretch(*stretch) for stretch in found if stretch[0]]


def likeliest_path(logs: Array, paragraphs: list[tuple[int, int]], moves: Array) -> Array:
    """Return the likeliest role of each token, given what each move from role to role adds.

    Where one role is all but certain the path is cut: it passes there, whatever stands around it.

    Parameters
    ----------
    logs : ndarray, shape (tokens, roles)
        Logarithms of the roles' probabilities.
    paragraphs : list of (int, int)
        First and last token (exclusive) of each; paths start anew in each.
    moves : ndarray, shape (roles, roles)
        What is added for going from one role (row) to the next (column).

    Examples
    --------
    >>> logs = np.log([[0.9, 0.1], [0.45, 0.55], [0.9, 0.1]])
    >>> likeliest_path(logs, [(0, 3)], np.zeros((2, 2))).tolist()
    [0, 1, 0]
    >>> likeliest_path(logs, [(0, 3)], np.array([[0, -1.0], [-1.0, 0]])).tolist()
    [0, 0, 0]
    """
    n = len(logs)
    path: Array = logs.argmax(1)
    sure = logs[np.arange(n), path] > SURE
    opens = np.zeros(n, bool)
    opens[[first for first, _ in paragraphs]] = True
    begins = opens.copy()
    begins[1:] |= sure[:-1]
    begins[1:] &= ~(sure[1:] & sure[:-1]) | opens[1:]  # between two sure tokens nothing is open
    logs = np.where(sure[:, None] & (np.arange(logs.shape[1]) != path[:, None]), NEVER, logs)
    firsts = np.flatnonzero(begins)
    lengths = _until_sure(firsts, sure, opens)
    logs[firsts] += np.where(opens[firsts][:, None], 0, moves[path[firsts - 1]])
    order = np.argsort(-lengths, kind="stable")
    _fill(path, logs, firsts[order], lengths[order], moves)
    return path


SURE = float(np.log(0.95))  # dev is the same to the third digit as without cutting
NEVER = -1e6


def _until_sure(firsts: Array, sure: Array, opens: Array) -> Array:
    """Return how many tokens from each of `firsts` to the next sure one or paragraph's end."""
    n = len(sure)
    stops = np.flatnonzero(sure) + 1
    ends = np.append(np.flatnonzero(opens), n)
    by_sure = np.append(stops, n)[np.searchsorted(stops, firsts, side="right")]
    by_end = ends[np.searchsorted(ends, firsts, side="right")]
    lengths: Array = np.minimum(by_sure, by_end) - firsts
    return lengths


def _fill(path: Array, logs: Array, firsts: Array, lengths: Array, moves: Array) -> None:
    """Walk all pieces at once, the longest first, forward and back; write their roles to `path`."""
    most = int(lengths.max(initial=0))
    running = np.searchsorted(-lengths, -np.arange(most), side="left").tolist()
    score = logs[firsts]
    before = []
    for step in range(1, most):
        n = running[step]
        before.append(score[:n].copy())
        score[:n] = (score[:n, :, None] + moves).max(1) + logs[firsts[:n] + step]
    state = score.argmax(1)
    into = moves.T
    for step in range(most - 1, -1, -1):
        n = running[step]
        path[firsts[:n] + step] = state[:n]
        if step:
            state[:n] = (before[step - 1] + into[state[:n]]).argmax(1)
