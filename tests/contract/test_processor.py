"""The processor's features, from the kernel, else from numpy, else unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mediakit.contract import processor
from mediakit.contract.processor import FEATURES, describe_processor

LINUX = "processor\t: 0\nflags\t\t: fpu sse2 avx2 fma avx512f avx512_vnni\n"
ARM = "processor\t: 0\nFeatures\t: fp asimd\n"


def said_by_numpy(monkeypatch: pytest.MonkeyPatch, config: Any) -> None:
    monkeypatch.setattr(np, "show_config", lambda mode: config)


@pytest.mark.parametrize(
    ("text", "features"),
    [
        (LINUX, ["avx2", "fma", "avx512f", "avx512_vnni"]),
        (LINUX.replace(" avx512f avx512_vnni", " avx_vnni"), ["avx2", "fma", "avx_vnni"]),
        (ARM, []),
    ],
)
def test_the_kernel_names_them(
    text: str, features: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text(text)
    monkeypatch.setattr(processor, "CPUINFO", tmp_path / "cpuinfo")
    assert describe_processor()["features"] == features


@pytest.mark.parametrize(
    ("config", "features"),
    [
        (
            {"SIMD Extensions": {"baseline": ["X86_V2"], "found": ["X86_V3", "X86_V4"]}},
            ["avx2", "fma", "avx512f"],
        ),
        ({"SIMD Extensions": {"baseline": ["SSE"], "found": ["FMA3", "AVX2"]}}, ["avx2", "fma"]),
        ({"SIMD Extensions": {"baseline": ["NEON"], "found": []}}, []),
        ({}, "unknown"),
        (None, "unknown"),
    ],
)
def test_where_there_is_no_such_file_numpy_does(
    config: Any, features: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processor, "CPUINFO", tmp_path / "none")
    said_by_numpy(monkeypatch, config)
    assert describe_processor()["features"] == features


def test_the_kernel_and_numpy_agree_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [describe_processor()["features"]]
    monkeypatch.setattr(processor, "CPUINFO", tmp_path / "none")
    both.append(describe_processor()["features"])
    # numpy knows nothing of AVX-VNNI, and of some groups only whether all of them are there.
    assert both[1] == "unknown" or set(both[1]) <= {*both[0], *(set(FEATURES) - set(both[0]))}
