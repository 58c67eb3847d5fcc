import { expect, test } from "vitest";
import type { Colleague } from "../../protocol/frames";
import { asOfNow } from "./useStaff";

const person = (id: string, presence: Colleague["presence"] = "online"): Colleague => ({
  id,
  name: id,
  online: presence !== "offline",
  presence,
  role: "operator",
  teams: ["support"],
  skills: [],
  capacity: 5,
  load: 0,
});

test("who has come or gone since the staff was asked for is told by the socket", () => {
  const staff = [person("Tom", "offline"), person("Ann"), person("Sue")];
  const here = [person("Tom"), person("Ann", "away")];
  const now = asOfNow(staff, here).map(({ id, presence }) => [id, presence]);
  expect(now).toEqual([
    ["Tom", "online"],
    ["Ann", "away"],
    ["Sue", "online"],
  ]);
});
