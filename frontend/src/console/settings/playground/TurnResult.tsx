/** What became of one turn. */

import { Hand, MessageCircleQuestion, MoveRight } from "lucide-react";
import type { PlayedTurn, Turn } from "../../api/brain";
import { outcome } from "../../ui/labels";
import { Marked } from "../../why/Marked";
import { SignalList } from "../../why/SignalList";
import { VerdictList } from "../../why/VerdictList";

const ICONS = { handoff: Hand, offer: MessageCircleQuestion, none: MoveRight } as const;

const LOOKS = { handoff: "out fetches", offer: "out asks", none: "out" } as const;

const WHO = { visitor: "Visitor", assistant: "Assistant", person: "Person" } as const;

function Outcome({ turn }: { turn: PlayedTurn }) {
  const { action, rule, reason, team, priority, refused, shown } = turn;
  const Icon = ICONS[action];
  return (
    <div className={LOOKS[action]}>
      <Icon size={16} />
      <div>
        <b>{refused ? "Not possible here" : outcome(action)}</b>
        {rule ? (
          <>
            {" "}
            by the rule <b>{rule}</b>
          </>
        ) : null}
        <p>
          {reason}
          {team ? ` To the team ${team}.` : ""}
          {priority ? ` Priority ${priority}.` : ""}
          {shown ? "" : " The answer is held back."}
        </p>
      </div>
    </div>
  );
}

/** What the house would tell the visitor. */
function Says({ turn }: { turn: PlayedTurn }) {
  if (turn.says.length === 0) return null;
  return (
    <div className="says">
      <h4 className="label">The visitor reads</h4>
      {turn.says.map((text) => (
        <p key={text} className="plain" dir="auto">
          {text}
        </p>
      ))}
      {turn.buttons.length > 0 ? (
        <p className="flex flex-wrap gap-2">
          {turn.buttons.map(({ id, label }) => (
            <span key={id} className="tg">
              {label}
            </span>
          ))}
        </p>
      ) : null}
    </div>
  );
}

interface TurnResultProps {
  readonly at: number;
  readonly said: Turn | undefined;
  readonly turn: PlayedTurn;
}

export function TurnResult({ at, said, turn }: TurnResultProps) {
  const { signals, verdicts, words } = turn;
  return (
    <article className="card" aria-label={`Turn ${at + 1}`}>
      <p className="said" dir="auto">
        <span className="mut">
          {at + 1}. {said ? WHO[said.role] : ""}{" "}
        </span>
        <Marked text={said?.text ?? ""} marks={words ? [words] : []} />
      </p>
      <Outcome turn={turn} />
      <Says turn={turn} />
      {said?.role === "visitor" ? (
        <section>
          <h3 className="label">Noticed</h3>
          <SignalList signals={signals} />
        </section>
      ) : null}
      {verdicts.length > 0 ? (
        <section>
          <h3 className="label">Rules</h3>
          <VerdictList verdicts={verdicts} />
        </section>
      ) : null}
    </article>
  );
}
