/** Whether a channel works: its webhook's address, the guided check, a test message. */

import { type FormEvent, useEffect, useId, useState } from "react";
import { useHistoryState } from "wouter/use-browser-location";
import type { Channel } from "../../api/channels";
import { errorAt, words } from "../../api/problem";
import { useServerNow } from "../../app/useServerNow";
import { CopyButton } from "../../ui/CopyButton";
import { Field } from "../../ui/Field";
import { Findings, summary } from "./Findings";
import { ago } from "./standing";
import { useCheck, useHealth, useTest } from "./useChannels";

function Webhook({ channel }: { channel: Channel }) {
  const { webhook_url: url, label } = channel;
  if (!url) return null;
  return (
    <section className="card">
      <div className="cd-h">
        <h2>Webhook address</h2>
        <span className="spacer" />
        <CopyButton text={url} name="webhook address" />
      </div>
      <code className="snippet">{url}</code>
      <p className="hint">
        {label} sends what happens to this address. Where the check cannot enter it there by itself,
        paste it. Nobody else needs to know it.
      </p>
    </section>
  );
}

/** In the history's state: the one who comes has asked for a check, by "Save and check". */
export const CHECK_NOW = { check: true } as const;

function useAskedFor(check: () => void, done: boolean): void {
  const asked = useHistoryState<Partial<typeof CHECK_NOW> | null>()?.check === true && !done;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, by who came here
  useEffect(() => {
    if (asked) check();
  }, []);
}

function Check({ channel }: { channel: Channel }) {
  const check = useCheck(channel.id);
  const now = useServerNow();
  const { findings, checked_at } = channel.health;
  const done = checked_at > 0;
  useAskedFor(check.mutate, done);
  return (
    <section className="card" aria-label="Check">
      <div className="cd-h">
        <h2>Check</h2>
        <span className="spacer" />
        {done ? <span className="mut">{ago(checked_at, now)}</span> : null}
        <button
          type="button"
          className={done ? "bt" : "bt pri"}
          disabled={check.isPending}
          onClick={() => check.mutate()}
        >
          {check.isPending ? "Checking…" : done ? "Check again" : "Check now"}
        </button>
      </div>
      <p role="status" className="mut">
        {check.isPending ? "Asking the provider…" : done ? summary(findings) : "Not checked yet."}
      </p>
      {check.error ? <p className="err">{words(check.error)}</p> : null}
      <Findings findings={findings} />
    </section>
  );
}

function TestMessage({ channel }: { channel: Channel }) {
  const [to, setTo] = useState("");
  const test = useTest(channel.id);
  const known = useHealth(channel.id).data?.known ?? [];
  const list = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to.trim()) test.mutate(to);
  };
  return (
    <section className="card" aria-label="Test message">
      <h2>Send a test message</h2>
      <form className="grid gap-3" onSubmit={submit}>
        <Field
          label="To"
          required
          list={list}
          hint={
            known.length
              ? "Choose who wrote lately, or type an address as the channel has it."
              : "An address as the channel has it. Write to it once yourself: then you can be chosen here."
          }
          value={to}
          onChange={setTo}
          error={errorAt(test.error, "to")}
        />
        <datalist id={list}>
          {known.map(({ address, name }) => (
            <option key={address} value={address}>
              {name}
            </option>
          ))}
        </datalist>
        <div>
          <button type="submit" className="bt" disabled={test.isPending || !to.trim()}>
            {test.isPending ? "Sending…" : "Send a test message"}
          </button>
        </div>
        <p role="status" className={test.data && !test.data.ok ? "err" : "mut"}>
          {test.error ? words(test.error) : ""}
          {test.data ? (test.data.ok ? test.data.answer : `Not sent: ${test.data.answer}`) : ""}
        </p>
      </form>
    </section>
  );
}

export function CheckView({ channel }: { channel: Channel }) {
  return (
    <>
      <Webhook channel={channel} />
      <Check channel={channel} />
      <TestMessage channel={channel} />
    </>
  );
}
