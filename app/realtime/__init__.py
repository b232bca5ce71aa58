"""The room: people's lines come in, commands go through one door, and everybody sees what is."""
