"""The fast tagger's network: whole words, dilated convolutions and one layer of attention."""

from __future__ import annotations

import torch
from torch import nn

from mediakit.attribution.tagging.tokens import N_SHAPES
from training.corpus import ROLES

LINK = 48


class Block(nn.Module):
    def __init__(self, width: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.conv = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        y = (self.norm(x) * mask).transpose(1, 2)
        return x + self.dropout(nn.functional.relu(self.conv(y)).transpose(1, 2))


class FlatBlock(nn.Module):
    """A fitted block as one matrix over three neighbours: what int8 computes quickly."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.norm, self.dilation = block.norm, block.conv.dilation[0]
        out = block.conv.out_channels
        self.linear = nn.Linear(3 * block.conv.in_channels, out)
        self.linear.weight.data = block.conv.weight.data.permute(0, 2, 1).reshape(out, -1)
        self.linear.bias.data = block.conv.bias.data

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        d = self.dilation
        y = nn.functional.pad(self.norm(x) * mask, (0, 0, d, d))
        three = torch.cat([y[:, : -2 * d], y[:, d:-d], y[:, 2 * d :]], -1)
        return x + torch.relu(self.linear(three))


class Attention(nn.Module):
    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.ask, self.give = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.heads = heads
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        n, length, width = x.shape
        parts = self.ask(self.norm(x)).view(n, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(2, 3) * (width // self.heads) ** -0.5
        scores = scores + (1 - mask[:, None, None, :, 0]) * -1e4
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(n, length, width)
        return x + self.dropout(self.give(y))


class Small(nn.Module):
    def __init__(
        self,
        n_words: int,
        width: int = 128,
        dilations: str = "1,2,a,4,8",
        dropout: float = 0.1,
        most: int = 300,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(n_words, width)
        self.shape = nn.Embedding(N_SHAPES, width)
        self.position = nn.Embedding(most, width)
        for table in (self.words, self.shape, self.position):
            nn.init.normal_(table.weight, std=0.1)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Attention(width, 4, dropout) if d == "a" else Block(width, int(d), dropout)
            for d in dilations.split(",")
        )
        self.norm = nn.LayerNorm(width)
        self.roles = nn.Linear(width, len(ROLES))
        self.links = nn.Linear(width, 4 * LINK)
        self.loaded = nn.Linear(width, 2)  # the word is loaded here; its sentence is biased
        self.corpora = nn.Embedding(2, 2)  # how readily BABE's and BASIL's coders marked
        nn.init.zeros_(self.corpora.weight)

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        x = self.words(pieces) + self.shape(shapes)
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(x + self.position(places)[None])
        mask = mask[:, :, None]
        for layer in self.layers:
            x = layer(x, mask)
        x = self.norm(x)
        return self.roles(x), self.links(x), self.loaded(x)
