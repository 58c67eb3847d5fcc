"""The newest words of a conversation, as one line of the inbox shows them."""

from warmline.core.facts import MessageAdded

LONGEST = 140  # characters


def preview(said: MessageAdded) -> str:
    """Its words; of one with nothing but files, what they are called."""
    if said.files and not said.text:
        return shortened("📎 " + ", ".join(file.name for file in said.files))
    return shortened(said.text)


def shortened(text: str) -> str:
    """One line, cut. A long text is not read to its end."""
    return " ".join(text.split(None, LONGEST)[:LONGEST])[:LONGEST]
