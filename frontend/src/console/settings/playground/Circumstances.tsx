/** What conditions may ask about besides the words: channel, page, language, time, the visitor. */

import { Field } from "../../ui/Field";
import { Switch } from "../../ui/Switch";

export interface Scene {
  readonly channel: string;
  readonly page: string;
  readonly language: string;
  readonly at: string; // as an input of date and time has it; "": now
  readonly people: boolean;
  readonly attributes: string; // "name: value" by line
}

export const usual: Scene = {
  channel: "web",
  page: "",
  language: "en",
  at: "",
  people: true,
  attributes: "",
};

interface CircumstancesProps {
  readonly scene: Scene;
  readonly onChange: (scene: Scene) => void;
}

export function Circumstances({ scene, onChange }: CircumstancesProps) {
  const text = (key: "channel" | "page" | "language" | "at" | "attributes") => ({
    value: scene[key],
    onChange: (value: string) => onChange({ ...scene, [key]: value }),
  });
  return (
    <details className="fold">
      <summary>Circumstances</summary>
      <div className="grid gap-3 pt-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Channel" {...text("channel")} />
          <Field label="Language" {...text("language")} />
          <Field label="Page" placeholder="https://shop.example/checkout" {...text("page")} />
          <Field label="Time" type="datetime-local" hint="Empty: now." {...text("at")} />
        </div>
        <Field
          label="About the visitor"
          rows={2}
          mono
          hint="One attribute a line, such as plan: gold"
          {...text("attributes")}
        />
        <Switch
          label="Somebody is there"
          hint="Off: what happens when nobody can take the conversation."
          checked={scene.people}
          onChange={(people) => onChange({ ...scene, people })}
        />
      </div>
    </details>
  );
}
