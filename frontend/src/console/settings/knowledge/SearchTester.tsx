/** Asks the knowledge a question and shows what would be answered, from which passages, and why. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Hit, SearchResult } from "../../api/types";
import { useSession } from "../../app/session";
import { Markdown } from "../../text/Markdown";
import { Confidence } from "../../thread/Confidence";
import { Failed } from "../../ui/Notice";
import { InternalTag } from "./Audience";

function Leg({ name, value }: { name: string; value: number | null }) {
  const share = Math.min(1, Math.max(0, value ?? 0)) * 100;
  return (
    <div className="grid grid-cols-[64px_1fr_36px] items-center gap-2">
      <span className="mut">{name}</span>
      <span className="mt" aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </span>
      <span className="tab text-end">{value === null ? "–" : value.toFixed(2)}</span>
    </div>
  );
}

function HitCard({ hit, internal = false }: { hit: Hit; internal?: boolean }) {
  const { title, text, source, meaning, words, matched } = hit;
  return (
    <li className="grid gap-1 border-t border-line pt-3">
      <div className="cd-h">
        <b className="font-medium">{title || source}</b>
        <span className="spacer" />
        {internal ? <InternalTag /> : null}
        <span className="mut">{source}</span>
      </div>
      <p className="plain line-clamp-4">{text}</p>
      <Leg name="Meaning" value={meaning} />
      <Leg name="Words" value={words} />
      {matched.length > 0 ? (
        <p className="flex flex-wrap gap-1">
          {matched.map((word) => (
            <span key={word} className="tg">
              {word}
            </span>
          ))}
        </p>
      ) : null}
    </li>
  );
}

function Internal({ hits }: { hits: readonly Hit[] }) {
  if (hits.length === 0) return null;
  return (
    <section className="grid gap-3" aria-label="Internal passages">
      <p className="hint">For your eyes: the assistant never sees these.</p>
      <ol className="grid gap-3">
        {hits.map((hit) => (
          <HitCard key={`${hit.source} ${hit.title} ${hit.text}`} hit={hit} internal />
        ))}
      </ol>
    </section>
  );
}

function Answer({ answer }: { answer: SearchResult["answer"] }) {
  if (!answer) return <p className="mut">No answer.</p>;
  return (
    <div className="rounded-xl bg-(--bot-soft) p-3">
      <div className="cd-h">
        <b className="text-(--bot-ink)">
          {answer.abstains ? "Would say that it does not know" : "Would answer"}
        </b>
        <span className="spacer" />
        <Confidence value={answer.confidence} />
      </div>
      <Markdown text={answer.text} />
    </div>
  );
}

export function SearchTester() {
  const { http } = useSession();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const result = useQuery({
    queryKey: ["knowledge-search", asked],
    enabled: asked !== "",
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: () =>
      http.get<SearchResult>(`/api/knowledge/search?${new URLSearchParams({ q: asked })}`),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asked === typed.trim()) void result.refetch();
    else setAsked(typed.trim());
  };
  const { data, error, isFetching } = result;
  return (
    <section className="card" aria-label="Try a question">
      <h2>Try a question</h2>
      <search>
        <form className="flex gap-2" onSubmit={submit}>
          <input
            className="in"
            aria-label="Question"
            placeholder="What a visitor would ask"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="bt pri" disabled={isFetching || typed.trim() === ""}>
            Ask
          </button>
        </form>
      </search>
      {error ? <Failed error={error} /> : null}
      {data ? (
        <>
          <Answer answer={data.answer} />
          <p className="hint">
            {data.hits.length} {data.hits.length === 1 ? "passage" : "passages"} in{" "}
            {Math.round(data.ms)} ms
          </p>
          <ol className="grid gap-3">
            {data.hits.map((hit) => (
              <HitCard key={`${hit.source} ${hit.title} ${hit.text}`} hit={hit} />
            ))}
          </ol>
          <Internal hits={data.internal} />
        </>
      ) : null}
    </section>
  );
}
