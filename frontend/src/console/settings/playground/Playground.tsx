/** The playground: a dialogue in, and for each turn what is noticed, what each rule says, what happens. */

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Played } from "../../api/brain";
import { words } from "../../api/problem";
import { useSession } from "../../app/session";
import { Choose } from "../../ui/Choose";
import { ErrorSummary } from "../ErrorSummary";
import type { PolicyDraft } from "../policy/usePolicyDraft";
import { Circumstances, type Scene, usual } from "./Circumstances";
import { DialogueForm } from "./DialogueForm";
import { attributes, type Line, sent } from "./dialogue";
import { TurnResult } from "./TurnResult";

type Which = "live" | "draft";

const first: readonly Line[] = [{ key: "1", role: "visitor", text: "" }];

function usePlay({ assistant, draft }: PolicyDraft) {
  const { http } = useSession();
  return useMutation({
    mutationFn: ({
      which,
      lines,
      scene,
    }: {
      which: Which;
      lines: readonly Line[];
      scene: Scene;
    }) => {
      const at = scene.at ? new Date(scene.at).getTime() : null;
      return http.send<Played>("POST", `/api/assistants/${assistant}/playground`, {
        ...(which === "draft" ? draft : {}),
        turns: sent(lines).map((turn, i) => ({
          ...turn,
          at: at === null ? null : at + i * 30_000,
        })),
        channel: scene.channel,
        page: scene.page,
        language: scene.language,
        people: scene.people,
        attributes: attributes(scene.attributes),
      });
    },
  });
}

export function Playground({ draft }: { draft: PolicyDraft }) {
  const [lines, setLines] = useState(first);
  const [scene, setScene] = useState(usual);
  const [wish, setWish] = useState<Which>("draft");
  const play = usePlay(draft);
  const which: Which = draft.draft ? wish : "live";
  const said = lines.filter(({ text }) => text.trim());
  const run = () => {
    if (said.length > 0) play.mutate({ which, lines, scene });
  };
  const options = [
    { value: "live", label: `What is in force (version ${draft.published.version})` },
    { value: "draft", label: "Your draft" },
  ] as const;
  const shown = play.variables ? sent(play.variables.lines) : [];
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <section className="card" aria-label="Dialogue">
        <h2>Try a dialogue</h2>
        <p className="mut">Nothing is recorded, and nobody is fetched.</p>
        {draft.draft ? (
          <Choose label="Ask" value={which} options={options} onChange={setWish} />
        ) : null}
        <DialogueForm lines={lines} onChange={setLines} onRun={run} />
        <Circumstances scene={scene} onChange={setScene} />
        <div>
          <button
            type="button"
            className="bt pri"
            disabled={play.isPending || said.length === 0}
            onClick={run}
          >
            {play.isPending ? "Asking…" : "Try it"}
          </button>
        </div>
      </section>
      <section className="grid gap-3" aria-label="Result" aria-live="polite">
        {play.error ? (
          "errors" in play.error ? (
            <ErrorSummary error={play.error} saying="Not tried." />
          ) : (
            <p className="err">{words(play.error)}</p>
          )
        ) : null}
        {play.data?.turns.map((turn, at) => (
          <TurnResult
            // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place in the dialogue
            key={at}
            at={at}
            said={shown[at]}
            turn={turn}
          />
        ))}
        {play.data || play.error ? null : (
          <p className="empty">
            What the rules make of it appears here: each signal with its strength, each rule with
            its yes or no, and what the visitor would read.
          </p>
        )}
      </section>
    </div>
  );
}
