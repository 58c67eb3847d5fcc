/** What was found in the messages, ready to copy. */

import {
  AtSign,
  Calendar,
  CreditCard,
  Hash,
  Link2,
  type LucideIcon,
  Phone,
  Tag,
  Wallet,
} from "lucide-react";
import type { Package } from "../api/types";
import { CopyButton } from "../ui/CopyButton";
import { topic } from "../ui/labels";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  order: Hash,
  order_number: Hash,
  number: Hash,
  amount: Wallet,
  money: Wallet,
  date: Calendar,
  email: AtSign,
  phone: Phone,
  url: Link2,
  card: CreditCard,
};

export function Details({ entities }: { entities: Package["entities"] }) {
  return (
    <section>
      <h3>Details found</h3>
      <dl className="ent">
        {entities.map(({ kind, value, seq }) => {
          const Icon = ICONS[kind] ?? Tag;
          return (
            <div key={`${kind} ${value} ${seq}`}>
              <dt>
                <Icon size={14} /> {topic(kind)}
              </dt>
              <dd title={`From message ${seq}`}>{value}</dd>
              <dd className="ent-c">
                <CopyButton text={value} name={`${topic(kind)} ${value}`} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
