"""What the processor can do of what the networks and numpy choose their arithmetic by."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Any

import numpy as np

#: What is recorded, by what numpy calls it, singly or in a group.
FEATURES = {
    "avx2": {"AVX2", "X86_V3"},
    "fma": {"FMA3", "X86_V3"},
    "avx512f": {"AVX512F", "AVX512_SKX", "X86_V4"},
    "avx512_vnni": {"AVX512VNNI", "AVX512_CLX", "AVX512_ICL"},
    "avx_vnni": {"AVXVNNI"},
}
CPUINFO = Path("/proc/cpuinfo")


def describe_processor() -> dict[str, Any]:
    """Return the machine's architecture and the instructions that computing may depend on.

    Returns
    -------
    dict
        ``machine``, and ``features``: a list out of `FEATURES`, or ``"unknown"``.

    Examples
    --------
    >>> sorted(describe_processor())
    ['features', 'machine']
    """
    known = _features_of_linux()
    if known is None:
        known = _features_of_numpy()
    return {"machine": platform.machine(), "features": "unknown" if known is None else known}


def _features_of_linux() -> list[str] | None:
    """Return the features that the kernel names; None where it names none."""
    try:
        lines = CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    for line in lines:
        key, _, value = line.partition(":")
        if key.strip() in ("flags", "Features"):
            found = set(value.split())
            return [name for name in FEATURES if name in found]
    return None


def _features_of_numpy() -> list[str] | None:
    """Return the features that numpy found when it was imported; None where it does not say."""
    config: Any = np.show_config(mode="dicts")
    said = (config or {}).get("SIMD Extensions")
    if not said:
        return None
    found = {*said.get("baseline", ()), *said.get("found", ())}
    return [name for name, called in FEATURES.items() if called & found]
