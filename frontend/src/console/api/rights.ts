/** What each role may do on the screens; the server decides it again at every door. */

import type { Role } from "./types";

/** Settings: assistants, policy, teams, routing, operators. */
export const maySetUp = (role: Role): boolean => role === "owner" || role === "admin";

/** Reports, and the work of a whole team. */
export const maySupervise = (role: Role): boolean => maySetUp(role) || role === "supervisor";

/** Everything that changes something; viewers only read. */
export const mayAct = (role: Role): boolean => role !== "viewer";
