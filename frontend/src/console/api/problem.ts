/** What the server says when it says no: RFC 9457 problem details. */

export interface FieldError {
  readonly where: string;
  readonly expected: string;
  readonly came: string;
}

interface Body {
  readonly title?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly request_id?: string;
  readonly by?: string;
}

export class Problem extends Error {
  readonly status: number; // 0: the server was not reached
  readonly code: string;
  readonly errors: readonly FieldError[];
  readonly requestId: string;
  readonly by: string;

  constructor(status: number, body: Body) {
    super(body.detail || body.title || "Something went wrong.");
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? "";
    this.errors = body.errors ?? [];
    this.requestId = body.request_id ?? "";
    this.by = body.by ?? "";
  }
}

export const unreachable = (): Problem =>
  new Problem(0, { code: "unreachable", detail: "The server cannot be reached." });

/** The sentence beside a field: the error whose place is, or ends in, its name. */
export function errorAt(problem: Error | null, field: string): string {
  if (!(problem instanceof Problem)) return "";
  const hit = problem.errors.find(
    ({ where }) => where === field || where.endsWith(`.${field}`) || where.endsWith(` ${field}`),
  );
  return hit ? sentence(hit) : "";
}

/** The same for a field that holds several: also an error at one of its items. */
export function errorWithin(problem: Error | null, field: string): string {
  if (!(problem instanceof Problem)) return "";
  const hit = problem.errors.find(({ where }) => where.replace(/^body\./, "").startsWith(field));
  return hit ? sentence(hit) : "";
}

export const sentence = ({ expected, came }: FieldError): string =>
  came ? `Expected ${expected}, got ${came}.` : `Expected ${expected}.`;

/** Words for a problem as a whole; for a fault of the server with the number to quote. */
export function words(problem: unknown): string {
  if (!(problem instanceof Problem)) return "Something went wrong.";
  return problem.requestId && problem.status >= 500
    ? `${problem.message} (${problem.requestId})`
    : problem.message;
}
