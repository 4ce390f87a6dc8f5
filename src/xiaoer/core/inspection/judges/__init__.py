"""The judges: each looks at a whole conversation for one kind of thing and yields `Draft` findings with their lines."""
