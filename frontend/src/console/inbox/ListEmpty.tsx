/** What an empty list says. */

import { Link } from "wouter";
import { placePath } from "../app/place";
import { useLive } from "../app/session";
import type { ListName } from "../live/state";
import { Empty } from "../ui/Notice";

const WORDS: Readonly<Record<ListName, string>> = {
  waiting: "Nobody is waiting.",
  mine: "You hold no conversation.",
  assistant: "The assistant is talking with nobody.",
  open: "No conversation is open.",
  resolved: "Nothing is resolved yet.",
};

const people = (n: number): string => (n === 1 ? "1 person" : `${n} people`);

export function ListEmpty({ list }: { list: ListName }) {
  const talking = useLive((state) => state.counts?.assistant ?? 0);
  return (
    <Empty>
      <p>{WORDS[list]}</p>
      {list === "waiting" && talking > 0 ? (
        <p>
          <Link to={placePath("assistant")}>The assistant is talking with {people(talking)}.</Link>
        </p>
      ) : null}
      {list === "open" || list === "assistant" ? (
        <p className="mut">
          Conversations appear here as soon as a visitor writes.{" "}
          <Link to="/assistants">Put the widget on your site</Link>
        </p>
      ) : null}
    </Empty>
  );
}
