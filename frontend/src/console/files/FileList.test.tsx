import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FileView } from "../../protocol/frames";
import type { Me } from "../api/types";
import { type Session, SessionContext } from "../app/session";
import { attached } from "../live/fixtures";
import { FileList } from "./FileList";

function shown(given: Partial<FileView>, { scans = true, strange = true } = {}) {
  const session = { me: { scans } as Me } as Session;
  render(
    <SessionContext value={session}>
      <FileList files={[{ ...attached("f1"), ...given }]} strange={strange} />
    </SessionContext>,
  );
}

test("a paper is a link that is opened apart, with its size", () => {
  shown({});
  const link = screen.getByRole("link", { name: "a.pdf" });
  expect(link.getAttribute("href")).toBe("/files/f1/o1.mac/a.pdf");
  expect(link.getAttribute("rel")).toBe("noopener");
  expect(screen.getByText("9 bytes")).toBeTruthy();
  expect(screen.queryByText("Not scanned for viruses")).toBeNull();
});

test("where nothing is scanned, a stranger's file says so and a colleague's does not", () => {
  shown({ name: "theirs.pdf" }, { scans: false });
  expect(screen.getAllByText("Not scanned for viruses")).toHaveLength(1);
  shown({ name: "ours.pdf" }, { scans: false, strange: false });
  expect(screen.getAllByText("Not scanned for viruses")).toHaveLength(1);
});

test("what waits and what was refused cannot be opened, and says what it is", () => {
  shown({ state: "waiting", name: "late.pdf", url: "" });
  shown({ state: "refused", name: "bad.pdf", why: "virus", url: "" });
  expect(screen.queryByRole("link", { name: "late.pdf" })).toBeNull();
  expect(screen.queryByRole("link", { name: "bad.pdf" })).toBeNull();
  expect(screen.getByText(/is on its way/)).toBeTruthy();
  expect(screen.getByText(/found something harmful/)).toBeTruthy();
});

test("a voice message can be heard where it stands", () => {
  shown({ type: "audio/ogg", name: "voice.ogg" });
  expect(screen.getByLabelText("voice.ogg").tagName).toBe("AUDIO");
});
