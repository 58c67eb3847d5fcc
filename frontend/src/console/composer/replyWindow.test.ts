import { expect, test } from "vitest";
import { row } from "../live/fixtures";
import { replyWindow } from "./replyWindow";

const NOW = new Date(2026, 10, 21, 12).getTime();
const HOUR = 3_600_000;
const at = (left: number, patch = {}) =>
  replyWindow(row({ channel: "whatsapp", window_until: NOW + left, ...patch }), NOW);

test("a channel without a window says nothing", () => {
  expect(replyWindow(row({ channel: "telegram" }), NOW)).toBeNull();
});

test("an open window says until when, and soon before its end how long still", () => {
  expect(at(5 * HOUR)?.state).toBe("open");
  expect(at(1.5 * HOUR)).toEqual({
    state: "closing",
    words: "The reply window of WhatsApp closes in 2 hours.",
  });
});

test("a shut window says so before writing, and what can be done", () => {
  const shut = at(-1, { name: "Amara", email: "a@example.com" });
  expect(shut?.state).toBe("shut");
  for (const part of ["would not arrive", "as soon as Amara writes", "a@example.com"])
    expect(shut?.words).toContain(part);
});

test("it is shut from the very moment on", () => {
  expect(at(0)?.state).toBe("shut");
  expect(at(1)?.state).toBe("closing");
});

test("where an approved message goes in place of what is written, that is said before", () => {
  const over = at(-1, { window_template: "hello_again" });
  expect(over?.state).toBe("instead");
  expect(over?.words).toContain("“hello_again” goes out");
});

test("where it has what is written in it, that is said before, and what does not fit", () => {
  const over = at(-1, { window_template: "our_answer", window_carries: 900 });
  expect(over?.state).toBe("within");
  expect(over?.words).toContain("what you write goes out within the approved message “our_answer”");
  for (const part of ["one paragraph", "900 characters", "without files"])
    expect(over?.words).toContain(part);
  expect(over?.words).not.toContain("in place of");
});
