/** The panel behind the screen: hears the visitor and the conversation, and draws. */

import { render } from "preact";
import { lastSeq } from "../live/timeline";
import type { VisitorEntry, VisitorMessage } from "../protocol/frames";
import type { Acts } from "./acts";
import { closedSentence, openSentences } from "./announce";
import { Face } from "./Face";
import { headline, queueLine } from "./Header";
import { type Model, unseen, worthKeeping } from "./model";
import { type Phrases, phrasesFor } from "./phrases";
import { speakerOf } from "./Said";
import type { Host, Panel } from "./seam";
import { blank, isOurs, read, type Stored, write } from "./stored";
import type { Thread } from "./thread";
import { toldBy } from "./told";
import { holderOf, plainly, wordsIn } from "./view";
import { Window as View } from "./Window";

const SAVE_TEXT_MS = 300;
const QUEUE_NEWS_MS = 30_000;
const SENTENCES_KEPT = 3;

export class Chat implements Panel {
  readonly #host: Host;
  readonly #status: HTMLElement; // the live region: outside the slot, heard when closed too
  readonly #makeThread: (chat: Chat) => Thread;
  #thread: Thread;
  #phrases: Phrases;
  #open = false;
  #sound: boolean;
  #text: string;
  #round = 0;
  #drawing = false;
  #gone = false;
  #textTimer = 0;
  #queueToldAt = 0;
  #queueTold = "";
  #typist = "";
  #unreadTold = 0;
  readonly #face = document.createElement("div");
  readonly #phone = matchMedia("(max-width: 479px)");

  constructor(
    host: Host,
    phrases: Phrases,
    status: HTMLElement,
    makeThread: (chat: Chat) => Thread,
  ) {
    const stored = read(host.settings.key);
    this.#host = host;
    host.root.append(this.#face);
    this.#phrases = phrases;
    this.#status = status;
    this.#sound = stored?.sound ?? true;
    this.#text = stored?.text ?? "";
    this.#makeThread = makeThread;
    this.#thread = makeThread(this);
    this.#listen();
  }

  // ── what the launcher asks ─────────────────────────────────────────────────────────────────────

  shown(open: boolean, byVisitor: boolean): void {
    this.#open = open;
    this.#coverPage();
    if (open) this.#thread.connect();
    this.#look();
    this.#draw();
    if (open && byVisitor) requestAnimationFrame(() => this.#focusIn());
  }

  /** On a phone the chat is the whole screen: the page behind it is out of reach. */
  #coverPage(): void {
    const covers = this.#open && this.#phone.matches;
    document.body.inert = covers;
    document.documentElement.style.overflow = covers ? "hidden" : "";
  }

  /** Take up a conversation that is going on, without being opened. */
  takeUp(): void {
    this.#thread.connect();
  }

  say(text: string, choice = "", files: readonly string[] = []): void {
    const words = text.trim();
    if (words || files[0])
      this.#thread.ask({ type: "say", text: words, ...toldBy(this.#host.told), choice, files });
  }

  shutdown(): void {
    this.#gone = true;
    this.#open = false;
    this.#coverPage();
    clearTimeout(this.#textTimer);
    this.#thread.end();
    render(null, this.#host.slot);
  }

  // ── what the conversation tells ────────────────────────────────────────────────────────────────

  changed(model: Model): void {
    if (model.assistant && !this.#host.settings.accent) this.#host.paint(model.assistant.accent);
    this.#look();
    this.#tellQueue(model);
    this.#tellTyping(model);
    for (const { id, request, progress } of model.outbox)
      if (/withdraw|judge/.test(request.type) && progress.state === "refused")
        this.#thread.remove(id);
    this.#draw();
  }

  arrived(entries: readonly VisitorEntry[]): void {
    const { model } = this.#thread;
    const messages = entries.filter(
      (entry) => entry.kind === "message" && entry.author !== "visitor",
    );
    for (const message of messages) this.#host.emit("message", message);
    for (const entry of entries)
      if (entry.kind === "event" && HANDOFFS.test(entry.event)) this.#host.emit("handoff", entry);
    if (this.#isWatched()) this.#tell(...openSentences(entries, this.#speaker, this.#phrases));
    else {
      const unread = unseen(model.timeline.entries, model.seen);
      if (unread[0]) this.#status.replaceChildren();
      this.#tell(closedSentence(unread, this.#speaker, this.#phrases));
    }
    const byPerson = messages.some((entry) => "author" in entry && entry.author === "operator");
    if (byPerson && this.#sound && !(this.#isWatched() && document.hasFocus()))
      void this.#fill("sound");
    this.#look();
  }

  // ── the screen ─────────────────────────────────────────────────────────────────────────────────

  readonly #speaker = (message: VisitorMessage): string =>
    speakerOf(message, { model: this.#thread.model, phrases: this.#phrases });

  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      if (!this.#gone) this.#drawNow();
    });
  }

  #drawNow(): void {
    const screen = {
      model: this.#thread.model,
      phrases: this.#phrases,
      open: this.#open,
      sound: this.#sound,
      languages: this.#host.languages,
      text: this.#text,
      round: this.#round,
      acts: this.#acts,
    };
    const { slot } = this.#host;
    const root = slot.getRootNode() as ShadowRoot;
    const had = slot.contains(root.activeElement);
    render(<View screen={screen} />, slot);
    if (had && !root.activeElement) this.#focusIn(); // what had the focus is gone
  }

  #isWatched(): boolean {
    return this.#open && document.visibilityState === "visible";
  }

  /** What is on screen has been seen; what is not is counted on the launcher. */
  #look(): void {
    const { model } = this.#thread;
    const newest = lastSeq(model.timeline);
    if (this.#isWatched() && newest > model.seen) this.#thread.see(newest);
    this.#showFace();
  }

  #showFace(): void {
    const { model } = this.#thread;
    const unread = this.#open ? [] : unseen(model.timeline.entries, model.seen);
    const last = unread.at(-1);
    const n = unread.length;
    if (n !== this.#unreadTold) this.#host.emit("unread", n);
    this.#unreadTold = n;
    const { say } = this.#phrases;
    const name = say(this.#open ? "close_chat" : "open_chat");
    const label = n ? say("open_chat_new_messages", { n }) : name;
    this.#host.button.setAttribute("aria-label", label);
    const peek = last
      ? { who: this.#speaker(last), text: plainly(wordsIn(last), 120) }
      : this.#open || holderOf(model.standing) !== "waiting"
        ? null
        : {
            who: headline({ model, phrases: this.#phrases }, "waiting").title,
            text: queueLine(model.line, say),
          };
    const open = () => this.#host.setOpen(true);
    render(<Face unread={n} peek={peek} open={open} />, this.#face);
  }

  #focusIn(): void {
    const { slot } = this.#host;
    const composer = this.#phone.matches ? null : slot.querySelector<HTMLElement>(".cmp textarea");
    (composer ?? slot.querySelector("h2"))?.focus();
  }

  // ── the live region ────────────────────────────────────────────────────────────────────────────

  #tell(...sentences: string[]): void {
    for (const sentence of sentences.filter(Boolean)) {
      const line = document.createElement("p");
      line.textContent = sentence;
      this.#status.append(line);
    }
    while (this.#status.childElementCount > SENTENCES_KEPT)
      this.#status.firstElementChild?.remove();
  }

  #tellQueue(model: Model): void {
    const line = queueLine(model.line, this.#phrases.say);
    const now = Date.now();
    if (!this.#isWatched() || line === this.#queueTold || now - this.#queueToldAt < QUEUE_NEWS_MS)
      return;
    if (line) this.#queueToldAt = now;
    this.#queueTold = line;
    this.#tell(line);
  }

  #tellTyping(model: Model): void {
    const turn = model.typing ? `${model.typing.name} ${lastSeq(model.timeline)}` : "";
    if (!turn || turn === this.#typist) return;
    this.#typist = turn;
    const name = model.typing?.name || model.standing?.speaker || this.#phrases.say("a_person");
    if (this.#isWatched()) this.#tell(this.#phrases.say("is_typing", { name }));
  }

  // ── what the visitor does ──────────────────────────────────────────────────────────────────────

  readonly #acts: Acts = {
    say: (...said) => this.say(...said),
    person: (text) => {
      this.#thread.ask({ type: "request_person", text, ...toldBy(this.#host.told) });
    },
    answer: (accepted, text) => {
      this.#thread.ask({ type: "answer_offer", accepted, text });
    },
    judge: (seq, right) => {
      this.#thread.ask({ type: "judge", seq, right });
      this.#tell(this.#phrases.say("thank_you"));
    },
    withdraw: () => {
      this.#thread.ask({ type: "withdraw" });
    },
    contact: (fields) => {
      this.#thread.ask({ type: "leave_contact", ...fields });
    },
    retry: (id) => this.#thread.retry(id),
    remove: (id) => this.#thread.remove(id),
    typing: (on) => this.#thread.typing(on),
    write: (text) => {
      this.#thread.typing(text !== "");
      this.#text = text;
      clearTimeout(this.#textTimer);
      this.#textTimer = window.setTimeout(() => this.#save({ text }), SAVE_TEXT_MS);
    },
    earlier: () => this.#thread.earlier(),
    minimise: () => this.#host.setOpen(false),
    speak: async (language) => {
      this.#phrases = await phrasesFor(language, this.#host.settings.base);
      this.#host.root.lang = this.#phrases.language;
      this.#host.root.dir = this.#phrases.dir;
      this.#save({ language });
      this.#look();
      this.#draw();
    },
    sound: (on) => {
      this.#sound = on;
      this.#save({ sound: on });
      this.#draw();
    },
    startOver: () => {
      this.#thread.end();
      write(this.#host.settings.key, null);
      this.#text = "";
      this.#round++;
      this.#thread = this.#makeThread(this);
      this.#thread.connect();
      this.#draw();
      requestAnimationFrame(() => this.#focusIn());
    },
    menu: (area) => this.#fill("menu", area),
    files: (area, what) => this.#fill("files", area, what),
  };

  /** What not everybody needs is a file of its own, and draws itself in its place. */
  async #fill(file: string, area?: HTMLElement | null, what?: unknown): Promise<void> {
    if (area === null) return; // it is gone
    const address = `${this.#host.settings.base}${file}.js`;
    const { fill } = await import(/* @vite-ignore */ address);
    fill(area, this.#thread, this.#phrases, what);
  }

  // ── the page around it ─────────────────────────────────────────────────────────────────────────

  /** Changes what is stored; stores nothing for somebody who has said nothing. */
  #save(change: Partial<Stored>): void {
    const stored = read(this.#host.settings.key);
    if (stored) write(this.#host.settings.key, { ...stored, ...change });
  }

  #listen(): void {
    const on = (target: EventTarget, name: string, run: (event: Event) => void) =>
      target.addEventListener(name, (event) => {
        if (!this.#gone) run(event);
      });
    on(window, "storage", (event) => {
      if (!isOurs(event, this.#host.settings.key)) return;
      this.#thread.adopt(read(this.#host.settings.key) ?? blank); // another tab wrote it
      this.#showFace();
    });
    on(this.#phone, "change", () => this.#coverPage());
    // A phone's keyboard covers a part of the screen that 100dvh still counts.
    on(visualViewport ?? window, "resize", () => {
      const seen = visualViewport?.height ?? innerHeight;
      this.#host.root.style.setProperty("--seen", `${seen}px`);
    });
    on(window, "online", () => this.#thread.nudge());
    on(window, "offline", () => this.#thread.cut());
    on(window, "pagehide", () => {
      this.#save({ text: this.#text });
      this.#thread.disconnect(); // an open socket would keep the page out of the back/forward cache
    });
    on(window, "pageshow", (event) => {
      const known = this.#open || worthKeeping(this.#thread.model);
      if ((event as PageTransitionEvent).persisted && known) this.#thread.connect();
    });
    on(document, "visibilitychange", () => {
      this.#thread.attend(document.visibilityState === "visible");
      this.#look();
    });
  }
}

const HANDOFFS = /handoff|claimed|fallback/; // events that a page may listen for
