/** The roles and what they may do, in words. */

import type { Role } from "../../api/types";

export const ROLES: readonly { readonly value: Role; readonly label: string }[] = [
  { value: "viewer", label: "Viewer: reads everything" },
  { value: "operator", label: "Operator: answers visitors" },
  { value: "supervisor", label: "Supervisor: sees all, takes over" },
  { value: "admin", label: "Admin: also settings" },
  { value: "owner", label: "Owner: also owners" },
];
