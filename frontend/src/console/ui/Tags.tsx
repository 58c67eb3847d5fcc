/** A short list of words, each added with Enter or a comma and removed by its button. */

import { X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";

interface TagsProps {
  readonly label: string;
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
  readonly known?: readonly string[]; // offered while typing
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly bare?: boolean; // the label is for screen readers only
}

/** ``words`` with what was typed; nothing empty, nothing twice. Pure. */
export function withTyped(words: readonly string[], typed: string): readonly string[] {
  const fresh = typed
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
  return [...new Set([...words, ...fresh])];
}

export function Tags({ label, words, onChange, known = [], hint, error, bare }: TagsProps) {
  const id = useId();
  const input = useRef<HTMLInputElement | null>(null);
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    if (text.trim()) onChange(withTyped(words, text));
    setTyped("");
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" || event.key === ",") && typed.trim()) {
      event.preventDefault();
      add(typed);
    }
    if (event.key === "Backspace" && typed === "" && words.length > 0) onChange(words.slice(0, -1));
  };
  const remove = (word: string) => {
    onChange(words.filter((one) => one !== word));
    input.current?.focus();
  };
  return (
    <div className="field">
      <label htmlFor={id} className={bare ? "sr" : undefined}>
        {label}
      </label>
      <div className="tags">
        {words.map((word) => (
          <span key={word} className="tg">
            {word}
            <button type="button" aria-label={`Remove ${word}`} onClick={() => remove(word)}>
              <X size={12} />
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={id}
          list={`${id}-known`}
          value={typed}
          placeholder={words.length ? "" : "Type and press Enter"}
          aria-invalid={error ? true : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKey}
          onBlur={() => add(typed)}
        />
        <datalist id={`${id}-known`}>
          {known
            .filter((one) => !words.includes(one))
            .map((one) => (
              <option key={one} value={one} />
            ))}
        </datalist>
      </div>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? <p className="err">{error}</p> : null}
    </div>
  );
}
