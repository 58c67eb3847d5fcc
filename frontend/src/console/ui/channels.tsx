/** The marks of channels: an icon, and always a name with it. */

import {
  Camera,
  Gamepad2,
  Globe,
  type LucideIcon,
  Mail,
  MessageCircle,
  Phone,
  Radio,
  Send,
  Smartphone,
} from "lucide-react";
import { channel as label } from "./labels";

/** The widget stands on the site itself: what came by it needs no mark. */
export const WEB = "web";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  web: Globe,
  email: Mail,
  telegram: Send,
  whatsapp: Phone,
  messenger: MessageCircle,
  instagram: Camera,
  discord: Gamepad2,
  sms: Smartphone,
};

export function ChannelIcon({ kind, size = 16 }: { kind: string; size?: number }) {
  const Icon = ICONS[kind] ?? Radio;
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />;
}

/** "Telegram", "Telegram Berlin", or "Telegram, Shop Berlin": its kind and its name, once. Pure. */
export function channelWords(kind: string, name: string): string {
  const known = label(kind);
  if (!name) return known;
  return name.toLowerCase().includes(known.toLowerCase()) ? name : `${known}, ${name}`;
}

interface MarkProps {
  readonly kind: string;
  readonly name: string; // as the owner named it
  readonly named?: boolean; // in words, too
}

/** By which channel a conversation comes; nothing for the widget. */
export function ChannelMark({ kind, name, named = false }: MarkProps) {
  if (kind === WEB) return null;
  const words = channelWords(kind, name);
  return (
    <span className={named ? "tg ch" : "ch"} title={words}>
      <ChannelIcon kind={kind} size={named ? 12 : 11} />
      {named ? words : <span className="sr">by {words}</span>}
    </span>
  );
}
