"""How an outlet places a claim by its choice of cue, and what the speaker does with it."""
