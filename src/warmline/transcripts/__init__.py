"""Conversations that were held elsewhere, read from files: one at a time, whatever their size."""

from warmline.transcripts.reading import read_transcripts
from warmline.transcripts.source import PIPE, Source, open_source
from warmline.transcripts.transcript import BadLine, Transcript, Utterance

__all__ = [
    "PIPE",
    "BadLine",
    "Source",
    "Transcript",
    "Utterance",
    "open_source",
    "read_transcripts",
]
