/** How a channel is, in a word with its colour. */

import type { Standing } from "../../api/channels";
import { standingWords } from "./standing";

export function StandingTag({ standing }: { standing: Standing }) {
  const [word, tone] = standingWords(standing);
  return <span className={`tg s-${tone}`}>{word}</span>;
}
