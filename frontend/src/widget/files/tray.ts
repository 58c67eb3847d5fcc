/** The composer's button for files, what was chosen, and the other ways in: drop and paste. */

import { sizeOf } from "../../live/bytes";
import {
  added,
  type Box,
  busy,
  changed,
  type Pending,
  ready,
  room,
  without,
} from "../../live/pending";
import type { Change } from "../acts";
import { make, type Place, wordsFor } from "./place";
import { type Going, upload } from "./upload";

const CLIP = "m21 11-9 9a6 6 0 0 1-8-8l9-9a4 4 0 0 1 6 6l-9 9a2 2 0 0 1-3-3l8-8";

export class Tray {
  readonly #place: Place;
  readonly #tell: Change;
  readonly #list = make("ul", { class: "tray" });
  readonly #news = make("p", { class: "vh", role: "status" });
  readonly #input: HTMLInputElement;
  readonly #button: HTMLButtonElement;
  readonly #going = new Map<number, Going>();
  #box: Box = [];
  #last = 0;

  constructor(area: HTMLElement, place: Place, tell: Change) {
    const name = place.phrases.say("attach_a_file");
    this.#place = place;
    this.#tell = tell;
    this.#input = make("input", {
      type: "file",
      multiple: "",
      hidden: "",
      change: () => this.#chosen(),
    });
    this.#button = make("button", {
      type: "button",
      class: "ib",
      "aria-label": name,
      title: name,
      click: () => this.#input.click(),
    });
    this.#button.append(icon());
    area.replaceChildren(this.#list, this.#button, this.#input, this.#news);
    this.#listen(area.closest<HTMLElement>(".w") ?? area);
  }

  #chosen(): void {
    this.#add(this.#input.files);
    this.#input.value = ""; // so that the same file can be chosen again
  }

  /** Files that are dropped anywhere on the window, or pasted into it. */
  #listen(around: HTMLElement): void {
    const over = (on: boolean) => around.toggleAttribute("data-over", on);
    const has = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files");
    around.addEventListener("dragover", (event) => {
      if (!has(event)) return;
      event.preventDefault();
      over(true);
    });
    around.addEventListener("dragleave", ({ relatedTarget }) => {
      if (!around.contains(relatedTarget as Node | null)) over(false);
    });
    around.addEventListener("drop", (event) => {
      over(false);
      if (!this.#list.isConnected || !has(event)) return;
      event.preventDefault();
      this.#add(event.dataTransfer?.files);
    });
    around.addEventListener("paste", (event) => {
      const files = event.clipboardData?.files;
      if (!this.#list.isConnected || !files?.length) return;
      event.preventDefault();
      this.#add(files);
    });
  }

  #add(files: FileList | null | undefined): void {
    for (const file of [...(files ?? [])].slice(0, room(this.#box))) this.#send(file);
    this.draw();
  }

  #send(file: File): void {
    const key = ++this.#last;
    this.#box = added(this.#box, key, file.name || "file", file.size);
    const going = upload(file, this.#place, (part) => this.#become(key, { part }));
    this.#going.set(key, going);
    going.done.then(
      (view) => {
        this.#become(key, { view });
        this.#say(`${view.name}: ${this.#place.phrases.say("file_added")}`);
      },
      ({ message }: Error) => {
        this.#become(key, { why: message || "failed" });
        this.#say(`${file.name}: ${wordsFor(message, this.#place.phrases)}`);
      },
    );
  }

  #become(key: number, change: Partial<Pending>): void {
    this.#box = changed(this.#box, key, change);
    this.draw();
  }

  #remove(key: number): void {
    this.#box = without(this.#box, key);
    this.#going.get(key)?.stop();
    this.draw();
    this.#button.focus(); // the button that was pressed is gone
  }

  #say(words: string): void {
    this.#news.textContent = words;
  }

  /** Show what was chosen, and tell the composer whether a message may go, and with what. */
  draw(): void {
    const { phrases } = this.#place;
    this.#list.setAttribute("aria-label", phrases.say("attach_a_file"));
    this.#list.replaceChildren(...this.#box.map((one) => this.#row(one)));
    this.#list.hidden = !this.#box.length;
    const ids = ready(this.#box);
    const take = () => {
      this.#box = [];
      this.draw();
      return ids;
    };
    this.#tell(busy(this.#box) ? null : ids.length ? take : undefined);
  }

  #row({ key, name, size, part, view, why }: Pending): HTMLElement {
    const { phrases } = this.#place;
    const about = why ? wordsFor(why, phrases) : sizeOf(size, phrases.language);
    const bar = make("progress", { max: "1", value: String(part), "aria-label": name });
    return make(
      "li",
      { class: why ? "file er" : "file" },
      make("b", { dir: "auto" }, name),
      make("small", {}, about),
      ...(view || why ? [] : [bar]),
      make(
        "button",
        {
          type: "button",
          class: "ib",
          "aria-label": phrases.say("remove_file", { name }),
          click: () => this.#remove(key),
        },
        "×",
      ),
    );
  }
}

function icon(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of [
    ["class", "i"],
    ["width", "20"],
    ["height", "20"],
    ["viewBox", "0 0 24 24"],
    ["aria-hidden", "true"],
  ] as const)
    svg.setAttribute(name, value);
  path.setAttribute("d", CLIP);
  svg.append(path);
  return svg;
}
