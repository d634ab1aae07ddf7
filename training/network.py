"""The accurate tagger's network: MiniLM with shapes added, a head for roles and two for links."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertModel

from mediakit.attribution.tokens import N_SHAPES
from training.corpus import ROLES

WIDTH = 96  # of the vectors whose product is the score of a link


class Network(nn.Module):
    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        hidden = config.hidden_size
        self.shape = nn.Embedding(N_SHAPES, hidden)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.dropout = nn.Dropout(0.1)
        self.roles = nn.Linear(hidden, len(ROLES))
        self.links = nn.Linear(hidden, 4 * WIDTH)  # content asks, cue answers, cue asks, source …

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shape(shapes)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.roles(hidden), self.links(hidden)


def load_base(folder: Path, layers: int | None = None) -> Network:
    """Return the network with MiniLM's weights, heads fresh; keep the first `layers` layers."""
    from safetensors.torch import load_file

    raw = json.loads((folder / "config.json").read_text())
    for key in ("architectures", "_name_or_path", "transformers_version"):
        raw.pop(key, None)
    if layers:
        raw["num_hidden_layers"] = layers
    config = BertConfig(**raw)
    config._attn_implementation = "eager"
    network = Network(config)
    weights = load_file(str(folder / "model.safetensors"))
    missing, _ = network.encoder.load_state_dict(weights, strict=False)
    assert all("position_ids" in key for key in missing), missing
    return network


def link_scores(links: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return scores (batch, asker, answerer) of content→cue and cue→source."""
    ask_cue, be_cue, ask_source, be_source = links.float().split(WIDTH, dim=-1)
    scale = WIDTH**-0.5
    return (
        ask_cue @ be_cue.transpose(1, 2) * scale,
        ask_source @ be_source.transpose(1, 2) * scale,
    )


def loss_of(
    network: Network, batch: dict[str, torch.Tensor], bf16: bool
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the losses of roles and of links: −log of all the weight on the right span."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        roles, links = network(batch["pieces"], batch["shapes"], batch["mask"])
    role_loss = nn.functional.cross_entropy(
        roles.float().flatten(0, 1), batch["roles"].flatten(), ignore_index=-100
    )
    heads = batch["heads"]  # 1 at the first piece of each token and at position 0 ("no source")
    link_loss = roles.new_zeros((), dtype=torch.float32)
    for scores, right in zip(
        link_scores(links), (batch["cue_of"], batch["source_of"]), strict=True
    ):
        scores = scores.masked_fill(~heads[:, None, :], -1e4).log_softmax(-1)
        asked = right.any(-1)
        hit = scores.masked_fill(~right, -1e4).logsumexp(-1)[asked]
        link_loss = link_loss - hit.mean() if len(hit) else link_loss
    return role_loss, link_loss
