import { expect, test } from "vitest";
import { NAMES } from "./names";
import { phrasesIn } from "./phrases";
import english from "./strings/en.json";

type Strings = Readonly<Record<string, string>>;

const files = import.meta.glob<Strings>("./strings/*.json", { eager: true, import: "default" });
const languages = Object.keys(files).map((file) =>
  file.slice("./strings/".length, -".json".length),
);
const strings = (language: string): Strings => files[`./strings/${language}.json`] ?? {};

const holes = (text = "") => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test("there are strings for every language that the launcher speaks, and no others", () => {
  expect(languages.sort()).toEqual(Object.keys(NAMES).sort());
});

test("every language says everything, with the same values in it", () => {
  for (const language of languages) {
    const own = strings(language);
    expect(Object.keys(own), language).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english))
      expect(holes(own[key]), `${language} ${key}`).toEqual(holes(text));
  }
});

test("the launcher has the same name before and after its strings are there", () => {
  for (const language of languages) expect(strings(language).open_chat).toBe(NAMES[language]);
});

test("a language file is at most two KiB on the wire", async () => {
  for (const language of languages) {
    const packer = new CompressionStream("gzip");
    const writer = packer.writable.getWriter();
    void writer.write(new TextEncoder().encode(JSON.stringify(strings(language))));
    void writer.close();
    let bytes = 0;
    const reader = packer.readable.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read())
      bytes += part.value.byteLength;
    expect(bytes, language).toBeLessThanOrEqual(2048);
  }
});

test("without its strings the chat still speaks plain English", () => {
  const { say } = phrasesIn("en", {});
  expect(say("write_a_message")).toBe("Write a message");
  expect(say("place_in_line", { n: 2 })).toBe("Place in line 2");
});

test("values are put in as they are", () => {
  const { say } = phrasesIn("en", english);
  expect(say("is_typing", { name: "$& {n} <b>" })).toBe("$& {n} <b> is typing");
});
