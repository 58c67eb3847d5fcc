import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "../api/types";
import { type Session, SessionContext } from "../app/session";
import { message } from "../live/fixtures";
import { useOriginal } from "./useOriginal";

afterEach(cleanup);

function Line({ masked }: { masked: boolean }) {
  const { text, button } = useOriginal("c1", message(7, { text: "I paid with [card]", masked }));
  return (
    <p>
      {text} {button}
    </p>
  );
}

function shown({ unmasks = true, masked = true } = {}) {
  const send = vi.fn(async () => ({ seq: 7, text: "I paid with 4242" }));
  const session = { me: { unmasks } as Me, http: { send } } as unknown as Session;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={session}>
        <Line masked={masked} />
      </SessionContext>
    </QueryClientProvider>,
  );
  return send;
}

const button = () => screen.queryByRole("button");

test("who may asks for the original, and hides it again", async () => {
  const send = shown();
  expect(send).not.toHaveBeenCalled();
  button()?.click();
  await screen.findByText(/4242/);
  expect(send).toHaveBeenCalledExactlyOnceWith("POST", "/api/operator/conversations/c1/unmask", {
    seq: 7,
  });
  button()?.click();
  await screen.findByText(/\[card\]/);
});

test("there is no button without the right, and none where nothing is masked", () => {
  shown({ unmasks: false });
  expect(button()).toBeNull();
  cleanup();
  shown({ masked: false });
  expect(button()).toBeNull();
});
