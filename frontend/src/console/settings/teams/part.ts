/** What every part of a team's form is handed. */

import type { TeamBody } from "../../api/teams";

export interface TeamPart {
  readonly team: TeamBody;
  readonly set: <K extends keyof TeamBody>(key: K, value: TeamBody[K]) => void;
  readonly error: Error | null;
  readonly teams: readonly TeamBody[]; // all of them, for what leads to another
}
