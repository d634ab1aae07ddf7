"""The shipped networks hold only what all x86 processors compute alike, to the last bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from mediakit.attribution import ENGINES
from mediakit.attribution.tagging import tagger
from mediakit.contract.resources import PACKAGE
from training.portable import make_portable

MODELS = PACKAGE / "models"
# Found alike with AVX2, AVX-512 and AVX-512 with VNNI, node by node, on many shapes and on real
# text. Whoever adds one looks first: docs/design.md says how.
ALIKE = set(
    "Add Cast Concat Constant ConstantOfShape DequantizeLinear Div DynamicQuantizeLinear Equal Erf Exp "
    "Expand Gather GatherElements LayerNormalization MatMul MatMulInteger Mul Pad Pow Range ReduceMax "
    "ReduceSum Relu Reshape Shape Slice Split Squeeze Sub Transpose Unsqueeze Where".split()
)
# What onnxruntime may make of them when it reads the network.
FUSED = set(
    "DynamicQuantizeMatMul FusedMatMul Gelu MatMulIntegerToFloat SkipLayerNormalization".split()
)


def session_of(path: Path, written: Path | None = None) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    if written:
        options.optimized_model_filepath = str(written)
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def kinds(graph: onnx.GraphProto) -> set[str]:
    """Return the operators of a graph, those of the graphs inside its nodes, too."""
    inside = [
        attribute.g
        for node in graph.node
        for attribute in node.attribute
        if attribute.type == onnx.AttributeProto.GRAPH
    ]
    return {node.op_type for node in graph.node}.union(*map(kinds, inside))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_shipped_network_is_made_of_what_processors_compute_alike(
    engine: str, tmp_path: Path
) -> None:
    path = MODELS / engine / "network.onnx"
    model = onnx.load(path)
    assert kinds(model.graph) <= ALIKE
    assert not model.functions
    session_of(path, tmp_path / "run.onnx")  # as onnxruntime runs it
    assert kinds(onnx.load(tmp_path / "run.onnx").graph) <= ALIKE | FUSED


def attention(path: Path, axis: int = -1) -> Path:
    shapes = {"a": ["n", 3, "m", "m"], "v": ["n", 3, "m", 4], "o": ["n", 3, "m", 4]}
    values = [helper.make_tensor_value_info(k, TensorProto.FLOAT, v) for k, v in shapes.items()]
    nodes = [
        helper.make_node("Softmax", ["a"], ["p"], "Softmax", axis=axis),
        helper.make_node("MatMul", ["p", "v"], ["o"], "MatMul"),
    ]
    graph = helper.make_graph(nodes, "attention", values[:2], values[2:])
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), path)
    return path


def test_a_softmax_spelt_out_is_the_same_but_for_the_last_bits(tmp_path: Path) -> None:
    path, random = attention(tmp_path / "network.onnx"), np.random.default_rng(1)
    feed = {
        "a": random.normal(0, 40, (2, 3, 7, 7)).astype(np.float32),
        "v": random.normal(0, 1, (2, 3, 7, 4)).astype(np.float32),
    }
    feed["a"][..., 5:] -= 1e4  # padding
    before = session_of(path).run(None, feed)[0]
    assert make_portable(path) == 1
    assert kinds(onnx.load(path).graph) == {"ReduceMax", "Sub", "Exp", "ReduceSum", "MatMul", "Div"}
    np.testing.assert_allclose(session_of(path).run(None, feed)[0], before, rtol=1e-5, atol=1e-6)
    assert make_portable(path) == 0


def test_another_softmax_is_refused(tmp_path: Path) -> None:
    path = attention(tmp_path / "network.onnx", axis=1)
    with pytest.raises(ValueError, match="Softmax: axis 1 and MatMul are not foreseen"):
        make_portable(path)


def windows(count: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(2)
    mask = (np.arange(40) < np.linspace(20, 40, count).astype(int)[:, None]).astype(np.float32)
    pieces = random.integers(3, 2000, (count, 40)) * mask.astype(np.int64)
    return {"pieces": pieces, "shapes": np.full_like(pieces, 3), "mask": mask}


@pytest.mark.parametrize(("engine", "count"), [("accurate", 3), ("fast", 19)])
def test_windows_are_put_back_where_they_belong(engine: str, count: int) -> None:
    feed = windows(count)
    read = tagger._load(engine)[0]
    whole = read(**feed)
    for at, width in enumerate(feed["mask"].sum(1).astype(int)):
        alone = read(**{name: v[at : at + 1, :width] for name, v in feed.items()})
        for x, y in zip(whole, alone, strict=True):
            if engine == "accurate":  # read alone: the same whatever stands beside it
                np.testing.assert_array_equal(x[at, :width], y[0])
            else:
                np.testing.assert_allclose(x[at, :width], y[0], atol=1.0)
