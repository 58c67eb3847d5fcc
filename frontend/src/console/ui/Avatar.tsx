/** A person or the assistant as a disc: initials on a hue that follows from the id. */

import { Bot } from "lucide-react";

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly size?: "md" | "sm" | "xs";
  readonly online?: boolean | undefined;
}

const GOLDEN_ANGLE = 137.508; // neighbouring hashes get hues far apart

export function hueOf(id: string): number {
  let hash = 7;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 36_000;
  return Math.floor(hash * GOLDEN_ANGLE) % 360;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("") || "?";
}

export function Avatar({ id, name, size = "md", online }: AvatarProps) {
  const hue = { "--h": hueOf(id) } as React.CSSProperties;
  return (
    <span className={`av ${size}`} style={hue} aria-hidden="true">
      {initials(name)}
      {online === undefined ? null : <i className={online ? "pr on" : "pr"} />}
    </span>
  );
}

export const AssistantAvatar = () => (
  <span className="av sm botav" aria-hidden="true">
    <Bot size={16} strokeWidth={1.75} />
  </span>
);
