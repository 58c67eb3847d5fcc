"""The bus: pokes and whispers between everybody who is awake. Local in one process, or Redis."""
