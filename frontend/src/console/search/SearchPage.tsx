/** Transcripts: everything that was ever said, found by its words, and each to take away. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download, Printer } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { Link, useSearch } from "wouter";
import { navigate } from "wouter/use-browser-location";
import type { Findings, Found } from "../api/search";
import { useSession } from "../app/session";
import { PageFrame } from "../settings/PageFrame";
import { full } from "../time/format";
import { Failed, Skeleton } from "../ui/Notice";
import { pieces } from "./marks";

const WHO: Readonly<Record<Found["author"], readonly [words: string, look: string]>> = {
  visitor: ["Visitor", "tg"],
  assistant: ["Assistant", "tg h-bot"],
  operator: ["Person", "tg h-human"],
  note: ["Note", "tg h-wait"],
  event: ["Ticket", "tg"],
};

function useFindings(query: string) {
  const { http } = useSession();
  return useInfiniteQuery({
    queryKey: ["search", query],
    enabled: query !== "",
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ q: query, ...(pageParam ? { cursor: pageParam } : {}) });
      return http.get<Findings>(`/api/operator/search?${asked}`);
    },
    getNextPageParam: ({ next }) => next || undefined,
  });
}

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** A conversation as a file, or as a page to print. */
function Takeaway({ found }: { found: Found }) {
  const path = `/api/operator/conversations/${found.conversation}/transcript`;
  const where = new URLSearchParams({ zone: zone() });
  return (
    <span className="ch-a">
      <a className="lk" href={`${path}.json`} download={`${found.conversation}.json`}>
        <Download size={14} /> JSON<span className="sr"> of {found.name}'s conversation</span>
      </a>
      <a className="lk" href={`${path}.csv?${where}`} download>
        <Download size={14} /> CSV<span className="sr"> of {found.name}'s conversation</span>
      </a>
      <a className="lk" href={`${path}.html?${where}`} target="_blank" rel="noreferrer">
        <Printer size={14} /> Print<span className="sr"> {found.name}'s conversation</span>
      </a>
    </span>
  );
}

function FoundLine({ found }: { found: Found }) {
  const [words, look] = WHO[found.author] ?? WHO.event;
  return (
    <li className="hit">
      <div className="cd-h wrap">
        <Link className="lnk" to={`/inbox/open/${found.conversation}`}>
          {found.name || "Visitor"}
        </Link>
        <span className={look}>{words}</span>
        <span className="mut">{full(found.at)}</span>
        <span className="spacer" />
        <Takeaway found={found} />
      </div>
      <p className="said">
        {pieces(found.text, found.marks).map(({ text, marked, at }) =>
          marked ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
        )}
      </p>
    </li>
  );
}

function Results({ query }: { query: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useFindings(query);
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const found = data.pages.flatMap((page) => page.found);
  return (
    <section className="card" aria-label="Results">
      <p role="status" className="mut">
        {found.length === 0
          ? `Nothing that you may open says “${query}”.`
          : `${found.length}${hasNextPage ? " newest" : ""} found, newest first.`}
      </p>
      <ol>
        {found.map((one) => (
          <FoundLine key={`${one.conversation} ${one.seq}`} found={one} />
        ))}
      </ol>
      {hasNextPage ? (
        <div>
          <button
            type="button"
            className="bt"
            disabled={isFetching}
            onClick={() => void fetchNextPage()}
          >
            Show older
          </button>
        </div>
      ) : null}
    </section>
  );
}

export default function SearchPage() {
  const query = new URLSearchParams(useSearch()).get("q") ?? "";
  const [typed, setTyped] = useState(query);
  useEffect(() => setTyped(query), [query]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = typed.trim();
    navigate(`${location.pathname}${wanted ? `?${new URLSearchParams({ q: wanted })}` : ""}`);
  };
  return (
    <PageFrame title="Transcripts" everyone>
      <search>
        <form className="search-f" onSubmit={submit}>
          <input
            className="in"
            type="search"
            aria-label="Words to look for"
            placeholder="refund, order 4127, “not working”…"
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="bt pri">
            Search
          </button>
        </form>
      </search>
      {query ? (
        <Results query={query} />
      ) : (
        <p className="mut">
          Words are found by how they begin, whatever their case and accents; words in “quotation
          marks” as they stand. You find what you may open: messages, notes, and tickets.
        </p>
      )}
    </PageFrame>
  );
}
