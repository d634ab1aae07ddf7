"""Rewrite a network so that processors agree on it to the last bit: softmax as plain operators.

    python -m training.portable MODEL_DIR

onnxruntime adds up a softmax in as many lanes as the processor has, 8 with AVX2 and 16 with AVX-512.
The last bits of the weights then differ, and quantising makes whole steps of some. The operators that
a softmax is made of have no such freedom: each adds up in one order on every x86 processor.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, helper, numpy_helper

LAST_AXIS = "softmax_axis"


def make_portable(path: Path) -> int:
    """Rewrite the network at `path` in place; return how many softmaxes it had."""
    model = onnx.load(path)
    found = spell_out_softmax(model.graph)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    return found


def spell_out_softmax(graph: GraphProto) -> int:
    """Replace every softmax over the last axis and the product that uses it; return how many.

    The product is of the weights as they are; their sums divide it, for it is narrower than they.
    """
    found = [node for node in graph.node if node.op_type == "Softmax"]
    if found:
        graph.initializer.append(numpy_helper.from_array(np.array([-1]), LAST_AXIS))
    for softmax in found:
        [product] = [node for node in graph.node if softmax.output[0] in node.input]
        [axis] = [helper.get_attribute_value(one) for one in softmax.attribute]
        if axis != -1 or product.op_type != "MatMul" or product.input[0] != softmax.output[0]:
            raise ValueError(f"{softmax.name}: axis {axis} and {product.op_type} are not foreseen")
        _replace(graph, softmax, _exponents(softmax))
        _replace(graph, product, _divided(softmax.output[0], product))
    return len(found)


def _exponents(softmax: NodeProto) -> list[NodeProto]:
    """Return what gives the softmax's weights undivided, and their sums."""
    scores, weights = softmax.input[0], softmax.output[0]
    most, below = f"{weights}_most", f"{weights}_below"
    return [
        helper.make_node("ReduceMax", [scores], [most], f"{weights}_ReduceMax", axes=[-1]),
        helper.make_node("Sub", [scores, most], [below], f"{weights}_Sub"),
        helper.make_node("Exp", [below], [weights], f"{weights}_Exp"),
        helper.make_node("ReduceSum", [weights, LAST_AXIS], [_sums(weights)], f"{weights}_Sum"),
    ]


def _divided(weights: str, product: NodeProto) -> list[NodeProto]:
    """Return the product of undivided weights, and its division by their sums."""
    whole = NodeProto()
    whole.CopyFrom(product)
    whole.output[0] = f"{product.output[0]}_whole"
    name = f"{product.name}_Div"
    return [
        whole,
        helper.make_node("Div", [whole.output[0], _sums(weights)], list(product.output), name),
    ]


def _sums(weights: str) -> str:
    return f"{weights}_sums"


def _replace(graph: GraphProto, node: NodeProto, others: list[NodeProto]) -> None:
    at = list(graph.node).index(node)
    graph.node.remove(node)
    for offset, other in enumerate(others):
        graph.node.insert(at + offset, other)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    print(make_portable(options.model / "network.onnx"), "softmaxes spelt out")
