/** What is on screen at one moment, and what the visitor can do about it. Types only. */

import type { Model } from "./model";
import type { Phrases } from "./phrases";

export interface Acts {
  say(text: string, choice?: string): void; // the id of the button whose label it is
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
