"""One file a layout of human judgements; each has `read(path) -> Judgements`."""
