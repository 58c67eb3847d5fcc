/** The lines of a dialogue; a whole one can be pasted into any of them. */

import { Plus, Trash2 } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef } from "react";
import type { Turn } from "../../api/brain";
import { isDialogue, type Line, parse } from "./dialogue";

interface DialogueFormProps {
  readonly lines: readonly Line[];
  readonly onChange: (lines: readonly Line[]) => void;
  readonly onRun: () => void;
}

const WHO: Readonly<Record<Turn["role"], string>> = {
  visitor: "Visitor",
  assistant: "Assistant",
  person: "Person",
};

interface LineFormProps {
  readonly line: Line;
  readonly n: number;
  readonly only: boolean;
  readonly onEdit: (patch: Partial<Line>) => void;
  readonly onRemove: () => void;
  readonly onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

function LineForm({ line, n, only, onEdit, onRemove, onPaste, onKey }: LineFormProps) {
  const { role, text, confidence } = line;
  return (
    <li className={`dl ${role}`}>
      <div className="dl-h">
        <select
          className="in"
          aria-label={`Who says line ${n}`}
          value={role}
          onChange={(event) => onEdit({ role: event.target.value as Turn["role"] })}
        >
          {Object.entries(WHO).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        {role === "assistant" ? (
          <input
            className="in num"
            type="number"
            min={0}
            max={1}
            step={0.05}
            placeholder="sure, 0 to 1"
            aria-label={`How sure the assistant is in line ${n}, 0 to 1`}
            value={confidence ?? ""}
            onChange={({ target }) =>
              onEdit({ confidence: target.value === "" ? null : Number(target.value) })
            }
          />
        ) : null}
        <span className="spacer" />
        <button
          type="button"
          className="ib"
          aria-label={`Remove line ${n}`}
          disabled={only}
          onClick={onRemove}
        >
          <Trash2 size={16} />
        </button>
      </div>
      <textarea
        className="in"
        rows={2}
        dir="auto"
        aria-label={`Line ${n}, ${WHO[role]}`}
        placeholder={role === "visitor" ? "What the visitor writes" : "What is answered"}
        value={text}
        onChange={(event) => onEdit({ text: event.target.value })}
        onPaste={onPaste}
        onKeyDown={onKey}
      />
    </li>
  );
}

export function DialogueForm({ lines, onChange, onRun }: DialogueFormProps) {
  const made = useRef(1);
  const keyed = (turn: Turn): Line => {
    made.current += 1;
    return { ...turn, key: `line ${made.current}` };
  };
  const pasted = (at: number) => (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData("text");
    if (!isDialogue(text)) return;
    event.preventDefault();
    const found = parse(text).map(keyed);
    const empty = !lines[at]?.text.trim();
    onChange([...lines.slice(0, empty ? at : at + 1), ...found, ...lines.slice(at + 1)]);
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onRun();
    }
  };
  const add = (role: Turn["role"]) => onChange([...lines, keyed({ role, text: "" })]);
  return (
    <>
      <ol className="grid gap-2">
        {lines.map((line, at) => (
          <LineForm
            key={line.key}
            line={line}
            n={at + 1}
            only={lines.length === 1}
            onEdit={(patch) =>
              onChange(lines.map((one, i) => (i === at ? { ...one, ...patch } : one)))
            }
            onRemove={() => onChange(lines.filter((_, i) => i !== at))}
            onPaste={pasted(at)}
            onKey={pressed}
          />
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="bt" onClick={() => add("assistant")}>
          <Plus size={14} /> Assistant
        </button>
        <button type="button" className="bt" onClick={() => add("visitor")}>
          <Plus size={14} /> Visitor
        </button>
        <button type="button" className="bt" onClick={() => add("person")}>
          <Plus size={14} /> Person
        </button>
      </div>
      <p className="hint">
        Enter tries it. A whole dialogue can be pasted: “Visitor: …”, “Assistant (0.4): …”.
      </p>
    </>
  );
}
