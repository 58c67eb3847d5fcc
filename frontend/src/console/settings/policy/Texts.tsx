/** What the house itself says to visitors, by language. */

import { useState } from "react";
import { errorAt } from "../../api/problem";
import type { PolicyBody } from "../../api/types";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { language as languageName, topic } from "../../ui/labels";

type All = PolicyBody["texts"];

interface TextsProps {
  readonly texts: All;
  readonly onChange: (texts: All) => void;
  readonly error: Error | null;
}

export function Texts({ texts, onChange, error }: TextsProps) {
  const languages = Object.keys(texts);
  const [picked, setPicked] = useState("en");
  const language = languages.includes(picked) ? picked : languages[0];
  if (!language) return null;
  const lines = texts[language] ?? {};
  return (
    <section className="card">
      <div className="cd-h">
        <h2>Texts</h2>
        <span className="spacer" />
        <Choose
          label="Language"
          value={language}
          options={languages.map((value) => ({ value, label: languageName(value) }))}
          onChange={setPicked}
        />
      </div>
      {Object.entries(lines).map(([key, text]) => (
        <Field
          key={`${language} ${key}`}
          label={topic(key)}
          rows={2}
          value={text}
          onChange={(next) => onChange({ ...texts, [language]: { ...lines, [key]: next } })}
          error={errorAt(error, `texts.${language}.${key}`)}
        />
      ))}
    </section>
  );
}
