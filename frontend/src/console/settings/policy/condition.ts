/** The condition of a rule as a tree that a form can edit, from and to the policy's plain form. Pure. */

export type Op = "is" | "in" | "contains" | "matches" | "above" | "below" | "between";
export type Plain = string | number;

export interface Test {
  readonly kind: "test";
  readonly subject: string; // "channel", "contact.plan", "signal.topic.value"
  readonly op: Op;
  readonly value: Plain | readonly Plain[];
}

export interface Group {
  readonly kind: "all" | "any";
  readonly of: readonly Condition[];
}

export interface Negation {
  readonly kind: "not";
  readonly of: Condition;
}

export type Condition = Test | Group | Negation;

export const OPS: readonly { readonly value: Op; readonly label: string }[] = [
  { value: "is", label: "is" },
  { value: "in", label: "is one of" },
  { value: "contains", label: "contains" },
  { value: "matches", label: "matches the pattern" },
  { value: "above", label: "is above" },
  { value: "below", label: "is below" },
  { value: "between", label: "is between" },
];

/** What there is to ask about; those with a dot at the end want a name after it. */
export const SUBJECTS = [
  { value: "channel", label: "Channel", hint: "web, email" },
  { value: "page", label: "Page", hint: "/checkout" },
  { value: "language", label: "Language", hint: "en" },
  { value: "time", label: "Time of day", hint: "" },
  { value: "weekday", label: "Day of the week", hint: "mon, tue" },
  { value: "message", label: "Words of the message", hint: "refund" },
  { value: "message.length", label: "Length of the message", hint: "characters" },
  { value: "exchanges", label: "Answers so far", hint: "a number" },
  { value: "visitor_messages", label: "Messages so far", hint: "a number" },
  { value: "contact.", label: "About the visitor", hint: "gold" },
  { value: "entity.", label: "Detail in the message", hint: "a value or a number" },
  { value: "field.", label: "Field of a flow", hint: "a value or a number" },
  { value: "signal.", label: "Strength of a signal", hint: "0 to 1" },
  { value: "signal.*.value", label: "Value of a signal", hint: "billing" },
] as const;

const WORDS: readonly Op[] = ["is", "in", "contains", "matches"];
const NUMBERS: readonly Op[] = ["is", "in", "above", "below", "between"];
const EITHER: readonly Op[] = ["is", "in", "contains", "matches", "above", "below", "between"];

/** The entry of ``SUBJECTS`` that a subject belongs to. */
export function headOf(subject: string): string {
  const [head = "", ...rest] = subject.split(".");
  if (head === "signal" && rest.length > 1 && rest.at(-1) === "value") return "signal.*.value";
  return ["contact", "entity", "field", "signal"].includes(head) ? `${head}.` : subject;
}

/** The name within a subject: "plan" of "contact.plan". */
export function nameOf(subject: string): string {
  const head = headOf(subject);
  if (head === "signal.*.value") return subject.slice("signal.".length, -".value".length);
  return head.endsWith(".") ? subject.slice(head.length) : "";
}

export function subjectOf(head: string, name: string): string {
  if (head === "signal.*.value") return `signal.${name}.value`;
  return head.endsWith(".") ? head + name : head;
}

/** What may be asked of a subject. */
export function opsOf(subject: string): readonly Op[] {
  switch (headOf(subject)) {
    case "time":
      return ["between"];
    case "weekday":
      return ["is", "in"];
    case "message.length":
    case "exchanges":
    case "visitor_messages":
    case "signal.":
      return NUMBERS;
    case "contact.":
    case "entity.":
    case "field.":
      return EITHER;
    default:
      return WORDS;
  }
}

const counted = (subject: string): boolean => opsOf(subject) === NUMBERS;

/** The same test about another subject; what no longer fits begins anew. */
export function about(test: Test, subject: string): Test {
  const ops = opsOf(subject);
  if (ops.includes(test.op) && counted(subject) === counted(test.subject) && subject !== "time")
    return { ...test, subject };
  const op = ops[0] ?? "is";
  return { kind: "test", subject, op, value: blank(op, subject) };
}

/** The same test with another question; one value becomes a list, and a list its first. */
export function asking(test: Test, op: Op): Test {
  const many = typeof test.value === "object" ? test.value : [test.value];
  if (op === "between") return { ...test, op, value: [many[0] ?? 0, many[1] ?? 1] };
  return { ...test, op, value: op === "in" ? many : (many[0] ?? "") };
}

function blank(op: Op, subject: string): Test["value"] {
  if (op === "between") return subject === "time" ? ["18:00", "08:00"] : [0, 1];
  return op === "in" ? [] : "";
}

export const fresh = (): Test => ({ kind: "test", subject: "channel", op: "is", value: "web" });

/** A value as it is typed: numbers where the subject counts, or where it reads like one. */
export function typed(text: string, subject: string, op: Op): Plain {
  const wanted = counted(subject) || op === "above" || op === "below" || op === "between";
  const number = Number(text);
  return wanted && text.trim() !== "" && !Number.isNaN(number) ? number : text;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The tree of a plain condition; null where it is none that a form can show. */
export function parse(value: unknown): Condition | null {
  if (!isMapping(value)) return null;
  const parts = Object.entries(value).map(([key, given]) => part(key, given));
  if (parts.some((one) => one === null) || parts.length === 0) return null;
  const whole = parts.filter((one) => one !== null);
  const [only] = whole;
  return whole.length === 1 && only ? only : { kind: "all", of: whole };
}

function part(key: string, given: unknown): Condition | null {
  if (key === "all" || key === "any") {
    const of = Array.isArray(given) ? given.map(parse) : [null];
    return of.includes(null) ? null : { kind: key, of: of.filter((one) => one !== null) };
  }
  if (key === "not") {
    const of = parse(given);
    return of && { kind: "not", of };
  }
  return tests(key, given);
}

function tests(subject: string, given: unknown): Condition | null {
  if (!isMapping(given))
    return { kind: "test", subject, op: Array.isArray(given) ? "in" : "is", value: plain(given) };
  const found = Object.entries(given).map(
    ([op, value]): Test => ({ kind: "test", subject, op: op as Op, value: plain(value) }),
  );
  const [only] = found;
  if (!only || found.some(({ op }) => !OPS.some((one) => one.value === op))) return null;
  return found.length === 1 ? only : { kind: "all", of: found };
}

const plain = (value: unknown): Test["value"] => {
  if (Array.isArray(value))
    return value.map((one) => (typeof one === "number" ? one : String(one)));
  return typeof value === "number" ? value : String(value ?? "");
};

/** The plain form that the policy holds. */
export function written(condition: Condition): Record<string, unknown> {
  switch (condition.kind) {
    case "all":
    case "any":
      return { [condition.kind]: condition.of.map(written) };
    case "not":
      return { not: written(condition.of) };
    case "test":
      return { [condition.subject]: { [condition.op]: condition.value } };
  }
}

/** A condition in a few words, for the line of a folded rule. */
export function told(condition: Condition): string {
  switch (condition.kind) {
    case "all":
      return condition.of.map(told).join(" and ");
    case "any":
      return condition.of.length > 1
        ? `(${condition.of.map(told).join(" or ")})`
        : condition.of.map(told).join("");
    case "not":
      return `not ${told(condition.of)}`;
    case "test": {
      const { subject, op, value } = condition;
      const said =
        typeof value === "object" ? value.join(op === "between" ? " and " : ", ") : value;
      return `${subject} ${OPS.find((one) => one.value === op)?.label ?? op} ${said}`;
    }
  }
}
