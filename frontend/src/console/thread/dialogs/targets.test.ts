import { expect, test } from "vitest";
import type { Colleague } from "../../../protocol/frames";
import { matching, targetsOf } from "./targets";

const person = (id: string, patch: Partial<Colleague> = {}): Colleague => ({
  id,
  name: id,
  online: true,
  presence: "online",
  role: "operator",
  teams: ["support"],
  skills: [],
  capacity: 5,
  load: 0,
  ...patch,
});
const teams = [
  { id: "support", name: "Support" },
  { id: "billing", name: "Billing" },
];
const here = { me: "me", holder: "me", team: "support" };

test("people with room come before those without, and say how much they have", () => {
  const staff = [person("Away", { presence: "away" }), person("Full", { load: 5 }), person("Tom")];
  const people = targetsOf(teams, staff, here).filter(({ kind }) => kind === "person");
  expect(people.map(({ name, free }) => [name, free])).toEqual([
    ["Tom", true],
    ["Away", false],
    ["Full", false],
  ]);
  expect(people[0]?.hint).toBe("5 of 5 free");
});

test("neither the holder nor who only reads is offered", () => {
  const staff = [person("me"), person("Vi", { role: "viewer" })];
  expect(targetsOf([], staff, here)).toEqual([]);
});

test("somebody in several teams gets it in the one that has it", () => {
  const both = person("Ann", { teams: ["billing", "support"] });
  expect(targetsOf([], [both], here)[0]?.team).toBe("support");
  expect(targetsOf([], [both], { ...here, team: "sales" })[0]?.team).toBe("billing");
});

test("a team says who is there, and is found by a few letters", () => {
  const found = matching(targetsOf(teams, [person("Tom", { load: 2 })], here), "sup");
  expect(found.map(({ name, hint }) => [name, hint])).toEqual([["Support", "1 here, 3 free"]]);
});
