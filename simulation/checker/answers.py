"""Every question to the assistant gets an answer, a person or an honest word, in time."""

from simulation.agenda import SECOND
from simulation.checker.cases import Case, Fact
from simulation.checker.found import PRECISE
from simulation.checker.reading import Reading
from warmline.core.model import Millis

ANSWER_WITHIN: Millis = 25 * SECOND  # as the policy has it


def message_added(on: Reading, case: Case, fact: Fact) -> None:
    answered(on, case, fact)  # of two questions the newer counts
    match fact["author"]:
        case "visitor":
            case.owed = 0 if case.holder or case.waits else fact["at"]
        case "operator" if fact["operator"] != case.holder:
            what = f"{fact['operator']} spoke beside {case.holder or 'the assistant'}"
            on.breach("one holder", case, fact, what)
        case "assistant" if case.holder:
            on.breach("one holder", case, fact, f"the assistant spoke beside {case.holder}")
        case _:
            pass


def answered(on: Reading, case: Case, fact: Fact) -> None:
    if case.owed and fact["at"] > case.owed + ANSWER_WITHIN + PRECISE:
        on.breach("answers", case, fact, "the visitor heard nothing in time")
    case.owed = 0
