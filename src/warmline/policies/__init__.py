"""Policies as people write them: the file, the built-in texts, and what is wrong with either."""

from warmline.policies.doubts import TOPICS, warnings
from warmline.policies.errors import BadPolicy, PolicyError
from warmline.policies.file import default_policy, dump, from_json, load, to_json
from warmline.policies.words import KEYS, LANGUAGES, changed, texts

__all__ = [
    "KEYS",
    "LANGUAGES",
    "TOPICS",
    "BadPolicy",
    "PolicyError",
    "changed",
    "default_policy",
    "dump",
    "from_json",
    "load",
    "texts",
    "to_json",
    "warnings",
]
