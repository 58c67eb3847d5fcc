/** What is on screen at one moment, and what the visitor can do about it. Types only. */

import type { FileView } from "../protocol/frames";
import type { Model } from "./model";
import type { Phrases } from "./phrases";

/** Takes the files that a message is to have; null: some are still on their way. */
export type Change = (take?: (() => readonly string[]) | null) => void;

export interface Acts {
  say(text: string, choice?: string, files?: readonly string[]): void; // choice: a button's id
  person(text: string): void; // the words of the button that asks for one
  answer(accepted: boolean, text: string): void; // to the offer of a person
  judge(seq: number, right: boolean): void; // whether that answer helped
  withdraw(): void;
  contact(fields: { email: string; name: string; message: string }): void;
  retry(id: string): void;
  remove(id: string): void;
  typing(on: boolean): void;
  write(text: string): void; // the composer's text changed
  earlier(): void;
  minimise(): void;
  speak(language: string): void;
  sound(on: boolean): void;
  startOver(): void;
  menu(area: HTMLElement | null): void; // it is open: add the ways to go on elsewhere
  files(area: HTMLElement | null, what: readonly FileView[] | Change): void; // see `files.ts`
}

export interface Screen {
  readonly model: Model;
  readonly phrases: Phrases;
  readonly open: boolean;
  readonly sound: boolean;
  readonly languages: readonly string[];
  readonly text: string; // of the composer, as it was when the panel was made
  readonly round: number; // counts the conversations begun here; another one redraws all
  readonly acts: Acts;
}
