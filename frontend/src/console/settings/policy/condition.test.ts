import { expect, test } from "vitest";
import { about, asking, headOf, nameOf, parse, subjectOf, told, typed, written } from "./condition";

const whole = {
  any: [
    { channel: { is: "email" } },
    {
      all: [
        { "contact.plan": { in: ["gold", "vip"] } },
        { not: { time: { between: ["18:00", "08:00"] } } },
        { "signal.sentiment": { below: -0.4 } },
      ],
    },
  ],
};

test("a condition comes back from the form as it went in", () => {
  const tree = parse(whole);
  expect(tree && written(tree)).toEqual(whole);
});

test("the short way to write conditions is read too", () => {
  const tree = parse({ channel: "web", language: ["de", "fr"] });
  expect(tree && written(tree)).toEqual({
    all: [{ channel: { is: "web" } }, { language: { in: ["de", "fr"] } }],
  });
});

test("what is no condition is not shown as one", () => {
  for (const odd of [null, "web", [], {}, { all: "web" }, { channel: { almost: "web" } }])
    expect(parse(odd)).toBeNull();
});

test("a subject is its kind and a name", () => {
  for (const subject of ["channel", "contact.plan", "signal.topic.value", "signal.sentiment"])
    expect(subjectOf(headOf(subject), nameOf(subject))).toBe(subject);
  expect(headOf("signal.topic.value")).toBe("signal.*.value");
  expect(nameOf("contact.")).toBe("");
});

test("a test about another subject asks what may be asked of that", () => {
  const channel = { kind: "test", subject: "channel", op: "is", value: "web" } as const;
  expect(about(channel, "page")).toEqual({ ...channel, subject: "page" });
  expect(about(channel, "time").op).toBe("between");
  expect(about(channel, "exchanges").value).toBe("");
});

test("one value becomes a list and a list its first value", () => {
  const channel = { kind: "test", subject: "channel", op: "is", value: "web" } as const;
  expect(asking(channel, "in").value).toEqual(["web"]);
  expect(asking(asking(channel, "in"), "is").value).toBe("web");
});

test("numbers are numbers where the subject counts", () => {
  expect(typed("3", "exchanges", "is")).toBe(3);
  expect(typed("3", "contact.plan", "is")).toBe("3");
  expect(typed("3.5", "contact.total", "above")).toBe(3.5);
  expect(typed("", "exchanges", "is")).toBe("");
});

test("a condition is told in a few words", () => {
  const tree = parse(whole);
  expect(tree && told(tree)).toBe(
    "(channel is email or contact.plan is one of gold, vip and not time is between 18:00 and 08:00 and signal.sentiment is below -0.4)",
  );
});
