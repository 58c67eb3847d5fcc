/** A text with those words marked that caused something. */

import { Fragment } from "react";
import { pieces } from "./scores";

export function Marked({ text, marks }: { text: string; marks: readonly string[] }) {
  let at = 0;
  return pieces(text, marks).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.marked ? (
      <mark key={key}>{piece.text}</mark>
    ) : (
      <Fragment key={key}>{piece.text}</Fragment>
    );
  });
}
