import { expect, test } from "vitest";
import type { Identity, Merge } from "../api/contacts";
import {
  briefWords,
  detailOf,
  isUndoable,
  kindWords,
  markOf,
  mergeWords,
  nameOf,
  unproved,
  whyWords,
} from "./words";

const IDENTITY: Identity = {
  id: "1f",
  kind: "telegram",
  identity: "4711",
  name: "Vera Vos",
  handle: "vera",
  phone: "",
  email: "",
  verified: false,
  signed: false,
  at: 1,
};

const MERGE: Merge = {
  id: 1,
  kept: "a",
  kept_name: "Vera",
  gone: "b",
  gone_name: "",
  at: 1,
  by: "ann",
  by_name: "Ann",
  why: "",
  ended_at: 0,
  ended_by: "",
  ended_by_name: "",
};

test("an identity is told by its channel, and a signed one by who signed it", () => {
  expect(kindWords("telegram")).toBe("Telegram");
  expect(kindWords("site:main")).toBe("User of the site");
  expect(kindWords("signed_email")).toBe("Email, signed by the site");
  expect(["site:main", "signed_email", "sms"].map(markOf)).toEqual(["web", "email", "sms"]);
});

test("what is known beside an identity says nothing twice", () => {
  expect(detailOf(IDENTITY)).toBe("Vera Vos · @vera");
  const mail = { ...IDENTITY, identity: "v@example.org", email: "v@example.org", handle: "@v" };
  expect(detailOf(mail)).toBe("Vera Vos · @v");
  expect(detailOf({ ...IDENTITY, name: "4711", handle: "" })).toBe("");
});

test("mail is told by its address, and said not to be verified where nothing proves it", () => {
  const mail = { ...IDENTITY, kind: "email", identity: "unverified:t1:v@x.org", email: "v@x.org" };
  expect(nameOf(mail)).toBe("v@x.org, not verified");
  expect(nameOf({ ...mail, verified: true })).toBe("v@x.org");
  expect(detailOf({ ...mail, handle: "v@x.org" })).toBe("Vera Vos");
});

test("an address that a channel has proved is not said to be unverified as well", () => {
  const mail = { ...IDENTITY, kind: "email", email: "vera@example.org", verified: true };
  const emails = ["vera@example.org", "old@example.org"];
  expect(unproved({ emails, identities: [IDENTITY, mail] })).toEqual(["old@example.org"]);
  expect(unproved({ emails, identities: [{ ...mail, verified: false }] })).toEqual(emails);
});

test("a suggestion says what two have in common and whether it is proved", () => {
  expect(whyWords({ what: "email", value: "v@example.org", proved: true })).toBe(
    "The same email address, v@example.org, proved for both",
  );
  expect(whyWords({ what: "name", value: "vera vos", proved: false })).toBe(
    "The same name, vera vos",
  );
});

test("a person in a few words names each channel once", () => {
  const brief = { id: "a", name: "V", email: "", newest: 0, kinds: ["site:main", "telegram"] };
  expect(briefWords({ ...brief, conversations: 1 })).toBe("1 conversation · Website, Telegram");
  expect(briefWords({ ...brief, conversations: 0, kinds: ["email", "signed_email"] })).toBe(
    "0 conversations · Email",
  );
});

test("the history tells who merged, how it was proved, who undid it, and splits", () => {
  expect(mergeWords(MERGE)).toBe("Ann merged A visitor into Vera");
  expect(mergeWords({ ...MERGE, by: "", by_name: "", why: "link" })).toBe(
    "Vera and A visitor are one: came by our own link",
  );
  const ended = { ...MERGE, ended_at: 2, ended_by: "bob", ended_by_name: "Bob" };
  expect(mergeWords(ended)).toBe("Ann merged A visitor into Vera; undone by Bob");
  expect(mergeWords({ ...ended, by: "", why: "split", gone_name: "Wim" })).toBe(
    "Bob split Wim off",
  );
  expect([isUndoable(MERGE), isUndoable(ended)]).toEqual([true, false]);
});
