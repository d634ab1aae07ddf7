"""Write a fitted accurate network as int8 ONNX with a vocabulary of the pieces news needs.

    python -m training.export GOLD_DIR MINILM_DIR FIT_DIR OUT_DIR [--articles PARQUET]

Kept are the pieces that PolNeAR train and the given articles use at least twice, all single
characters and all endings of up to three letters; a word whose pieces are gone falls to shorter ones.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn

from mediakit.attribution.tagging.tokens import Tokens
from mediakit.text.document import Document
from training.corpus import read_gold
from training.network import Network, load_base
from training.portable import make_portable

FIXED = {"[PAD]": 0, "[CLS]": 101, "[PARAGRAPH]": 1, "[UNK]": 100}


def count_pieces(tokenizer: Tokenizer, texts: list[str]) -> Counter[str]:
    """Count the word pieces that the texts need."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(Tokens(Document(text)).words)
    counts: Counter[str] = Counter()
    for word, n in words.items():
        for piece in tokenizer.encode(word, add_special_tokens=False).tokens:
            counts[piece] += n
    return counts


def choose(vocabulary: dict[str, int], counts: Counter[str], least: int) -> dict[str, int]:
    """Return the kept pieces with their old ids: the fixed ones first, then as they were."""
    fixed = set(FIXED.values())
    kept = {
        piece: at
        for piece, at in sorted(vocabulary.items(), key=lambda item: item[1])
        if at not in fixed
        and not piece.startswith("[")
        and (counts[piece] >= least or len(piece.removeprefix("##")) == 1)
    }
    return {**FIXED, **kept}


class Exported(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        wide = (1 - mask[:, None, None, :]) * -1e4
        return self.network(pieces, shapes, wide)  # a ready mask is added as it is


def export(network: nn.Module, out: Path, int8: bool = True, reduced: bool = True) -> None:
    """Trace the network and write ``network.onnx``, its matrices in int8 by column."""
    out.mkdir(parents=True, exist_ok=True)
    raw = out / ("network32.onnx" if int8 else "network.onnx")
    sample = (torch.ones((2, 24), dtype=torch.long), torch.zeros((2, 24), dtype=torch.long))
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        network.eval(),
        (*sample, torch.ones((2, 24))),
        str(raw),
        input_names=["pieces", "shapes", "mask"],
        output_names=["roles", "links", "loaded"],
        dynamic_axes=dict.fromkeys(("pieces", "shapes", "mask", "roles", "links", "loaded"), axes),
        opset_version=17,
        dynamo=False,
    )
    if int8:
        quantize_dynamic(
            str(raw),
            str(out / "network.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=reduced,
        )
        raw.unlink()
        make_portable(out / "network.onnx")


def main(options: argparse.Namespace) -> None:
    tokenizer = Tokenizer.from_file(str(options.minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    texts = [row["text"] for row in read_gold(options.gold / "polnear_train.jsonl")]
    if options.articles:
        import pyarrow.parquet as pq

        texts += pq.read_table(options.articles, columns=["text"])["text"].to_pylist()
    kept = choose(tokenizer.get_vocab(), count_pieces(tokenizer, texts), options.least)
    network = load_base(options.minilm, options.layers)
    network.load_state_dict(torch.load(options.fit, weights_only=True))
    rows = torch.tensor(list(kept.values()))
    words = network.encoder.embeddings.word_embeddings
    network.encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(
        words.weight.detach()[rows]
    )
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "vocabulary.txt").write_text("\n".join(kept), encoding="utf-8")
    export(Exported(network), options.out, not options.float32, not options.eight)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gold", "minilm", "fit", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--float32", action="store_true")
    parser.add_argument("--eight", action="store_true")
    main(parser.parse_args())
