"""Made-up letters, as many mail programs shape them, with what must be read of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.channels.email.letter_pen import Pen, head
from tests.channels.email.letter_shapes import ANY, SHAPES, bare

__all__ = ["ANY", "SHAPES", "Made", "letter", "letters"]


@dataclass(frozen=True, kw_only=True)
class Made:
    """A letter and what is in it. ``lines`` None: it only must not break anything."""

    shape: str
    raw: bytes
    lines: tuple[str, ...] | None
    subject: str | None = None
    name: str | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    robot: bool = False


ROBOTS = [
    "Auto-Submitted: auto-replied",
    "Precedence: bulk",
    "List-Id: <a.b>",
    "X-Autoreply: yes",
    "Return-Path: <>",
]


def letter(seed: int) -> Made:
    dice = Random(seed)
    pen = Pen(dice, eol=dice.choice([b"\r\n", b"\r\n", b"\n"]))
    pen.lines = pen.words()
    if dice.random() < 0.12:
        return broken(pen)
    shape = dice.choices([one for _, one in SHAPES], [weight for weight, _ in SHAPES])[0]
    robot = dice.choice(ROBOTS) if dice.random() < 0.05 else ""
    body, files = shape(pen)
    top, subject, name = head(pen, robot=robot)
    raw = (
        top
        + (b"" if shape is bare else pen.eol)
        + (pen.eol if shape is bare else b"")
        + body.removeprefix(pen.eol if shape is bare else b"\0")
    )
    return Made(
        shape=shape.__name__,
        raw=raw,
        lines=tuple(pen.lines),
        subject=subject,
        name=name,
        files=files,
        robot=bool(robot),
    )


def broken(pen: Pen) -> Made:
    """A good letter that something went wrong with on its way: cut, mixed up, bits turned."""
    shape = pen.dice.choices([one for _, one in SHAPES[:-2]])[0]
    top, _, _ = head(pen)
    raw = bytearray(top + pen.eol + shape(pen)[0])
    match pen.dice.randrange(5):
        case 0:
            del raw[pen.dice.randrange(len(raw)) :]
        case 1:
            for _ in range(pen.dice.randint(1, 40)):
                raw[pen.dice.randrange(len(raw))] = pen.dice.randrange(256)
        case 2:
            at = pen.dice.randrange(len(raw))
            raw[at:at] = pen.dice.randbytes(pen.dice.randint(1, 300))
        case 3:
            lines = bytes(raw).split(pen.eol)
            pen.dice.shuffle(lines)
            raw = bytearray(pen.eol.join(lines))
        case _:
            half = len(raw) // 2
            raw = raw[half:] + raw[:half]
    return Made(shape=f"broken {shape.__name__}", raw=bytes(raw), lines=None)


def letters(count: int) -> Iterator[Made]:
    return map(letter, range(count))
