/** What can be done with the open conversation: the usual as buttons, the rest in a menu. */

import { Menu } from "@base-ui/react/menu";
import { AlarmClock, CircleSlash, Ellipsis, Flag, Undo2 } from "lucide-react";
import type { SeenRow } from "../../protocol/frames";
import { useSession } from "../app/session";
import { useStage } from "../app/stage";
import { keysOf } from "../commands/registry";
import { Kbd } from "../ui/Kbd";
import { MenuLayer } from "../ui/MenuLayer";
import { type Action, mayAct } from "./deeds";
import { useAct } from "./useAct";

type Icon = typeof Undo2;

interface Line {
  readonly action: Action;
  readonly name: string;
  readonly Icon?: Icon; // in place of the name, where there is room for little
  readonly primary?: boolean;
}

const BUTTONS: readonly Line[] = [
  { action: "return", name: "Return to assistant", Icon: Undo2 },
  { action: "transfer", name: "Transfer" },
  { action: "resolve", name: "Resolve" },
  { action: "pass", name: "Pass" },
  { action: "take_over", name: "Take over", primary: true },
  { action: "claim", name: "Claim", primary: true },
];

const MORE: readonly (Line & { readonly Icon: Icon })[] = [
  { action: "snooze", name: "Snooze", Icon: AlarmClock },
  { action: "prioritise", name: "Priority", Icon: Flag },
  { action: "cancel", name: "Cancel handoff", Icon: CircleSlash },
];

const ASKS: Partial<Record<Action, "transfer" | "snooze" | "priority">> = {
  transfer: "transfer",
  snooze: "snooze",
  prioritise: "priority",
};

function useDo(row: SeenRow) {
  const { wish } = useStage();
  const { mutate, isPending } = useAct();
  const start = (action: Action) => {
    const kind = ASKS[action];
    if (kind) wish({ kind, ids: [row.id] });
    else mutate({ row, action });
  };
  return { start, isPending };
}

export function Actions({ row }: { row: SeenRow }) {
  const { me } = useSession();
  const { start, isPending } = useDo(row);
  const usual = BUTTONS.filter(({ action }) => mayAct(action, row, me));
  const more = MORE.filter(({ action }) => mayAct(action, row, me));
  return (
    <>
      {usual.map(({ action, name, Icon, primary }) => (
        <button
          key={action}
          type="button"
          className={primary ? "bt pri" : `bt act-${action}`}
          disabled={isPending}
          aria-label={Icon ? name : undefined}
          title={Icon ? name : undefined}
          onClick={() => start(action)}
        >
          {Icon ? <Icon size={16} /> : action === "claim" && row.assigned === me.id ? "Take" : name}
          <Kbd combo={keysOf(action)} />
        </button>
      ))}
      {more.length > 0 ? (
        <Menu.Root>
          <Menu.Trigger className="ib" aria-label="More actions">
            <Ellipsis size={18} />
          </Menu.Trigger>
          <MenuLayer align="end">
            {more.map(({ action, name, Icon }) => (
              <Menu.Item key={action} className="menu-item" onClick={() => start(action)}>
                <Icon size={16} /> <span className="grow">{name}</span>
                <Kbd combo={keysOf(action)} />
              </Menu.Item>
            ))}
          </MenuLayer>
        </Menu.Root>
      ) : null}
    </>
  );
}
