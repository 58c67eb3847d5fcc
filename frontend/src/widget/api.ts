/** The visitor's HTTP calls. */

import type { VisitorEntry, VisitorState } from "../protocol/frames";
import type { Session } from "./model";

/** The server said no; `code`, `message` and delay as in its problem document. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number;

  constructor(status: number, code: string, detail: string, retryAfterMs: number) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server does not let this page chat: unknown key, or an origin that is not allowed. */
export function isBarred(error: unknown): boolean {
  return error instanceof Problem && (error.status === 403 || error.status === 404);
}

export interface Missed {
  readonly entries: readonly VisitorEntry[];
  readonly state: VisitorState;
  readonly more: boolean;
}

export interface Api {
  session(wish: {
    readonly key: string;
    readonly token?: string;
    readonly language: string;
    readonly page: string;
  }): Promise<Session>;
  entries(token: string, after: number): Promise<Missed>;
  ask(token: string, frame: object): Promise<{ seq: number }>;
}

/** `base`: where the server is, with a slash at its end. */
export function apiAt(base: string): Api {
  const call = async (path: string, token: string, body?: object) => {
    const answer = await fetch(`${base}api/visitor/${path}`, {
      method: body ? "POST" : "GET",
      credentials: "omit",
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { "content-type": "application/json" }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw await problem(answer);
    return answer.json();
  };
  return {
    session: (wish) => call("session", "", wish),
    entries: (token, after) => call(`entries?after=${after}`, token),
    ask: (token, frame) => call("ask", token, frame),
  };
}

async function problem(answer: Response): Promise<Problem> {
  const told = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  const seconds = Number(answer.headers.get("retry-after"));
  return new Problem(answer.status, told.code ?? "", told.detail ?? "", seconds * 1000);
}
