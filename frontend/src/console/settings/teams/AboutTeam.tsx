/** The team's name, and how its conversations find a person. */

import { errorAt } from "../../api/problem";
import type { Strategy } from "../../api/teams";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { Span } from "../../ui/Span";
import { numeric } from "../policy/rules";
import type { TeamPart } from "./part";

const STRATEGIES: readonly { readonly value: Strategy; readonly label: string }[] = [
  { value: "pull", label: "Everybody takes from the list" },
  { value: "round_robin", label: "Given to each in turn" },
  { value: "least_loaded", label: "Given to whoever has the most room" },
];

const HINTS: Readonly<Record<Strategy, string>> = {
  pull: "Nothing is given; whoever is free takes the one that waits longest.",
  round_robin: "Whoever was given one longest ago comes next, if online with room.",
  least_loaded: "Compares how much of their capacity people have in use.",
};

export function AboutTeam({ team, set, error }: TeamPart) {
  const given = team.strategy !== "pull";
  return (
    <section className="card" aria-label="Distribution">
      <h2>Name and distribution</h2>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Name"
          hint="Operators see it; visitors do, too, when they are passed on."
          value={team.name}
          onChange={(name) => set("name", name)}
          error={errorAt(error, "name")}
        />
        <Choose
          label="How conversations find a person"
          value={team.strategy}
          options={STRATEGIES}
          hint={HINTS[team.strategy]}
          onChange={(strategy) => set("strategy", strategy)}
        />
        {given ? (
          <Span
            label="Time to accept"
            hint="Then it is given to somebody else; the visitor's place is kept."
            ms={team.accept_within}
            onChange={(ms) => set("accept_within", ms ?? 0)}
            error={errorAt(error, "accept_within")}
          />
        ) : null}
        <Span
          label="Skills are waived after"
          hint="A visitor who waited so long may be taken by anybody of the team. 0: never."
          ms={team.relax_after}
          onChange={(ms) => set("relax_after", ms ?? 0)}
          error={errorAt(error, "relax_after")}
        />
        <Span
          label="Who is gone keeps a conversation for"
          hint="An operator whose browser is closed or offline; then it goes back to the line and the visitor is told."
          ms={team.lease}
          onChange={(ms) => set("lease", ms ?? 0)}
          error={errorAt(error, "lease")}
        />
        <Span
          label="Who comes back finds the same person for"
          hint="After a conversation was resolved. 0: it begins anew."
          ms={team.sticky}
          onChange={(ms) => set("sticky", ms ?? 0)}
          error={errorAt(error, "sticky")}
        />
      </div>
      <h3 className="label">The line</h3>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Longest line"
          type="number"
          min={0}
          step={1}
          hint="More visitors than this are offered another way at once. 0: no limit."
          value={String(team.longest_line)}
          onChange={(text) => set("longest_line", numeric(text, 0))}
          error={errorAt(error, "longest_line")}
        />
        <Span
          label="Longest wait"
          empty="as the policy says"
          hint="Then the visitor is offered another way and need not wait on."
          ms={team.patience}
          onChange={(ms) => set("patience", ms)}
          error={errorAt(error, "patience")}
        />
      </div>
    </section>
  );
}
