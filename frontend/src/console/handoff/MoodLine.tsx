/** How the visitor's mood went, message by message. Read from text alone, so it can be wrong. */

import { Frown, Meh, Smile } from "lucide-react";
import type { Package } from "../api/types";
import { mood as moodOf } from "../ui/labels";
import { path, points } from "./spark";

const [WIDTH, HEIGHT] = [280, 44];

export function MoodLine({ mood }: { mood: Package["mood"] }) {
  const scores = mood.map(({ score }) => score);
  const now = moodOf(scores.at(-1) ?? 0);
  const line = points(scores, WIDTH, HEIGHT - 6).map(({ x, y }) => ({ x, y: y + 3 }));
  const last = line.at(-1);
  const Icon = now.bad ? Frown : now.word === "Good" ? Smile : Meh;
  const words = scores.map((score) => moodOf(score).word).join(", ");
  return (
    <section>
      <h3>
        Mood
        <span className={now.bad ? "tg md end" : "tg end"}>
          <Icon size={12} /> {now.word}
        </span>
      </h3>
      {line.length > 1 ? (
        <svg
          className={now.bad ? "spark bad" : "spark"}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Mood by message: ${words}`}
        >
          <line className="ax" x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
          <path className="ar" d={`${path(line)}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} />
          <path className="ln" d={path(line)} />
          {last ? (
            <circle className="pt" cx={Math.min(last.x, WIDTH - 4)} cy={last.y} r="3" />
          ) : null}
        </svg>
      ) : null}
      <p className="sp-l">
        <span>{line.length > 1 ? "first message" : "one message"}</span>
        <span>read from the text alone</span>
      </p>
    </section>
  );
}
