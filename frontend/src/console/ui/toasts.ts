/** Short messages at the foot of the page. */

import { createContext, use } from "react";

export interface Toast {
  readonly id: number;
  readonly tone: "good" | "bad";
  readonly text: string;
}

export type Say = (text: string, tone?: Toast["tone"]) => void;

export const ToastContext = createContext<Say>(() => undefined);

export const useToast = (): Say => use(ToastContext);
