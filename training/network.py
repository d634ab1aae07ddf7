"""The accurate tagger's network: MiniLM with shapes added, a head for roles and two for links."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertModel

from mediakit.attribution.tagging.tokens import N_SHAPES
from training.corpus import ROLES

WIDTH = 96  # of the vectors whose product is the score of a link

GOLD = 0.3  # what the gold counts for where there is a teacher


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
        self.loaded = nn.Linear(hidden, 2)  # the word is loaded here; its sentence is biased
        self.corpora = nn.Embedding(2, 2)  # how readily BABE's and BASIL's coders marked
        nn.init.zeros_(self.corpora.weight)

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shape(shapes)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        return self.roles(hidden), self.links(hidden), self.loaded(hidden)


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
    network: Network,
    batch: dict[str, torch.Tensor],
    bf16: bool,
    teacher: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the losses of roles and of links: −log of all the weight on the right span.

    Where a teacher's logits of the roles are given they count for most of the first loss.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        roles, links, _ = network(batch["pieces"], batch["shapes"], batch["mask"])
    role_loss = nn.functional.cross_entropy(
        roles.float().flatten(0, 1), batch["roles"].flatten(), ignore_index=-100
    )
    if teacher is not None:
        soft = distance(roles, teacher, batch["roles"] >= 0)
        role_loss = GOLD * role_loss + (1 - GOLD) * soft
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


def loaded_loss_of(
    network: nn.Module,
    batch: dict[str, torch.Tensor],
    bf16: bool = False,
    teacher: torch.Tensor | None = None,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the losses of loaded words, biased sentences (mean over their words) and roles.

    Roles were not coded there: without a teacher's logits that loss is 0, and roles drift.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        roles, _, found = network(batch["pieces"], batch["shapes"], batch["mask"])
    found = found.float() + network.corpora(batch["corpus"])[:, None]
    seen = batch["loaded"] >= 0
    entropy = nn.functional.binary_cross_entropy_with_logits
    words = entropy(found[..., 0][seen], batch["loaded"][seen].float())
    means, sizes = means_by_sentence(found[..., 1], batch["sentence"], batch["biased"].shape[1])
    there = (sizes > 0) & (batch["biased"] >= 0)
    kept = (
        means.new_zeros(()) if teacher is None else distance(roles, teacher, batch["sentence"] >= 0)
    )
    return words, entropy(means[there], batch["biased"][there]), kept


def distance(roles: torch.Tensor, teacher: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
    """Return the mean cross-entropy of logits of roles with a teacher's."""
    return -(teacher[seen].softmax(-1) * roles.float()[seen].log_softmax(-1)).sum(-1).mean()


def means_by_sentence(
    values: torch.Tensor, sentence: torch.Tensor, most: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the mean of `values` over each sentence of each window, and the number of words."""
    member = nn.functional.one_hot(sentence.clamp(min=-1) + 1, most + 1)[..., 1:].float()
    sizes = member.sum(1)
    return (values[..., None] * member).sum(1) / sizes.clamp(min=1), sizes
