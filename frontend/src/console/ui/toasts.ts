/** Short messages at the foot of the page. */

import { createContext, use } from "react";

export interface Toast {
  readonly id: number;
  readonly tone: "good" | "bad";
  readonly text: string;
  readonly deed?: ToastDeed | undefined;
}

/** The way back, as near as the message. */
export interface ToastDeed {
  readonly label: string; // Undo
  readonly run: () => void;
}

export type Say = (text: string, tone?: Toast["tone"], deed?: ToastDeed) => void;

export const ToastContext = createContext<Say>(() => undefined);

export const useToast = (): Say => use(ToastContext);
