/** What a visitor can ask of the server, before it has an id. */

import type {
  AnswerOffer,
  Judge,
  LeaveContact,
  RequestPerson,
  Say,
  Withdraw,
} from "../protocol/frames";

type Bare<F> = F extends unknown ? Omit<F, "id"> : never;

export type Request = Bare<Say | RequestPerson | AnswerOffer | Withdraw | LeaveContact | Judge>;

/** The words that it adds to the log, where it adds any. */
export function wordsOf(request: Request): string {
  return "text" in request ? request.text || "📎" : "";
}
