/** The roles and what they may do, in words. */

import type { Role } from "../../api/types";

export const ROLES: readonly { readonly value: Role; readonly label: string }[] = [
  { value: "operator", label: "Operator" },
  { value: "admin", label: "Admin" },
  { value: "owner", label: "Owner" },
];
