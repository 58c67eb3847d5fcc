/** How I want to be told of things when I do not look: events, ways, quiet hours, my number. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { NoticesAnswer, WishesBody } from "../../api/notices";
import { errorAt, errorWithin } from "../../api/problem";
import { useSession } from "../../app/session";
import { useNotices } from "../../app/useNotices";
import { Field } from "../../ui/Field";
import { Failed, Skeleton } from "../../ui/Notice";
import { Span } from "../../ui/Span";
import { Switch } from "../../ui/Switch";
import { useToast } from "../../ui/toasts";
import { ErrorSummary } from "../ErrorSummary";
import { SaveBar } from "../SaveBar";
import { ZoneField } from "../teams/HoursCard";
import { useForm } from "../useForm";
import { NoticeTable } from "./NoticeTable";
import { QuietHours } from "./QuietHours";
import { TestWays } from "./TestWays";
import type { NoticeLine } from "./wishes";

const PATH = "/api/operator/notices";
const AWAY_WAYS = ["push", "email", "sms"] as const;
const AWAY_WORDS = { push: "Push", email: "Mail", sms: "SMS" } as const;

function useSave(onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (wishes: WishesBody) => http.send<NoticesAnswer>("PUT", PATH, wishes),
    onSuccess: (answer) => {
      queries.setQueryData(["notices"], answer);
      onDone();
      say("Notifications saved");
    },
  });
}

/** Of what follows the team, the ways as they are now are what the team does. */
const linesOf = ({ events }: NoticesAnswer): readonly NoticeLine[] =>
  events.map(({ event, title, ways }) => ({ event, title, usual: ways }));

const missingOf = ({ ways }: NoticesAnswer): Readonly<Record<string, string>> =>
  Object.fromEntries(ways.filter(({ ready }) => !ready).map(({ way, why }) => [way, why]));

function Form({ answer }: { answer: NoticesAnswer }) {
  const form = useForm<WishesBody>(answer.wishes);
  const save = useSave(form.discard);
  const { values, set } = form;
  const { error } = save;
  const away = (way: string, on: boolean) =>
    set("away_only", on ? [...values.away_only, way] : values.away_only.filter((w) => w !== way));
  return (
    <>
      <section className="card" aria-label="What I am told of">
        <h2>What I am told of</h2>
        <ErrorSummary error={error} />
        <NoticeTable
          name="Events and ways"
          lines={linesOf(answer)}
          chosen={values.events}
          back="As my team"
          missing={missingOf(answer)}
          onChange={(next) => set("events", next)}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Mobile number for SMS"
            placeholder="+4915112345678"
            value={values.phone}
            onChange={(phone) => set("phone", phone)}
            error={errorAt(error, "phone")}
          />
          <Span
            label="Mail waits for"
            hint="What settles by itself in this time needs no mail."
            ms={values.email_after_s * 1000}
            onChange={(ms) => set("email_after_s", Math.round((ms ?? 0) / 1000))}
            error={errorAt(error, "email_after_s")}
          />
        </div>
        <Switch
          label="With words of the conversation"
          hint={
            answer.text_allowed
              ? "Others may read your phone: off by default."
              : "This server sends no words of conversations."
          }
          disabled={!answer.text_allowed}
          checked={values.text}
          onChange={(text) => set("text", text)}
        />
        <TestWays answer={answer} />
      </section>
      <section className="card" aria-label="When">
        <h2>Only if I am away, and never at night</h2>
        {AWAY_WAYS.map((way) => (
          <Switch
            key={way}
            label={`${AWAY_WORDS[way]} only while no console of mine is open`}
            checked={values.away_only.includes(way)}
            onChange={(on) => away(way, on)}
          />
        ))}
        <QuietHours quiet={values.quiet} onChange={(quiet) => set("quiet", quiet)} />
        {errorWithin(error, "quiet") ? <p className="err">{errorWithin(error, "quiet")}</p> : null}
        {values.quiet.length ? (
          <div className="max-w-80">
            <ZoneField
              label="Meant in the time zone"
              zone={values.zone}
              onChange={(zone) => set("zone", zone)}
              error={errorAt(error, "zone")}
            />
          </div>
        ) : null}
      </section>
      <SaveBar
        count={form.count}
        busy={save.isPending}
        onSave={() => save.mutate(values)}
        onDiscard={() => {
          form.discard();
          save.reset();
        }}
      />
    </>
  );
}

export function NoticesForm() {
  const { data, error, refetch } = useNotices();
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  return data ? <Form answer={data} /> : <Skeleton lines={5} />;
}
