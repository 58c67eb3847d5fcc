"""What is wrong with flows: every fault, where it stands, what was expected and what came."""

from warmline.policies.errors import PolicyError


class BadFlows(Exception):
    """The flows cannot be used; ``errors`` holds all their faults, in the order of their lines."""

    def __init__(self, errors: tuple[PolicyError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors
