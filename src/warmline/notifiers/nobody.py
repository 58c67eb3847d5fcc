"""No way to reach staff is set up: notices are settled unsent, and the console still shows all."""

from warmline.core.effects import Notify
from warmline.flow.ports import Letter


class Nobody:
    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> None:
        return
