"""The two networks: roles of tokens, and which content and source belong to which cue."""
