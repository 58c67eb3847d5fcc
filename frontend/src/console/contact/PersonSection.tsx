/** The person behind a conversation: who they are on every channel, and all they ever said. */

import { Combine } from "lucide-react";
import { useState } from "react";
import type { SeenRow } from "../../protocol/frames";
import { mayAct } from "../api/rights";
import { useSession } from "../app/session";
import { Failed, Skeleton } from "../ui/Notice";
import { History } from "./History";
import { Identities } from "./Identities";
import { MergeDialog } from "./MergeDialog";
import { Talks } from "./Talks";
import { useContact, useWhoIsWho } from "./useContact";
import { unproved } from "./words";

export default function PersonSection({ row }: { row: SeenRow }) {
  const { me } = useSession();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useContact(row.contact);
  const deeds = useWhoIsWho(row.contact);
  const [merging, setMerging] = useState(false);
  const contact = data?.pages[0];
  if (!contact)
    return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Skeleton lines={3} />;
  const acts = mayAct(me.role);
  const typed = unproved(contact);
  const rows = data.pages.flatMap((page) => page.conversations);
  return (
    <section aria-label="Contact" className="p-person">
      <h3>
        Contact
        {acts ? (
          <button type="button" className="lk end" onClick={() => setMerging(true)}>
            <Combine size={14} aria-hidden="true" /> Merge
          </button>
        ) : null}
      </h3>
      <Identities identities={contact.identities} split={acts ? deeds.split : null} />
      {typed.length ? (
        <p className="mut">Left as an address, not verified: {typed.join(", ")}</p>
      ) : null}
      <h3>Conversations</h3>
      <Talks rows={rows} open={row.id} onOlder={hasNextPage ? () => void fetchNextPage() : null} />
      <History merges={contact.merges} undo={acts ? deeds.undo : null} />
      {merging ? (
        <MergeDialog
          id={contact.id}
          name={contact.name}
          merge={deeds.merge}
          onClose={() => setMerging(false)}
        />
      ) : null}
    </section>
  );
}
