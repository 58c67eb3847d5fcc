"""Text that was wrapped to be unwrapped (RFC 3676, format=flowed)."""

SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Its paragraphs as their writer typed them. ``delsp``: the space at the end goes, too."""
    lines = [_line(one) for one in text.split("\n")]
    whole = list[str]()
    joins = False
    for (depth, line), before in zip(lines, [None, *lines], strict=False):
        goes_on = joins and before is not None and before[0] == depth and line != SIGNATURE
        if goes_on:
            whole[-1] += line
        else:
            whole.append(f"{'>' * depth} {line}" if depth else line)
        joins = line.endswith(" ") and line != SIGNATURE
        if joins and delsp:
            whole[-1] = whole[-1][:-1]
    return "\n".join(whole)


def _line(line: str) -> tuple[int, str]:
    """How deeply it is quoted, and its text without what was stuffed before it."""
    text = line.lstrip(">")
    return len(line) - len(text), text.removeprefix(" ")
