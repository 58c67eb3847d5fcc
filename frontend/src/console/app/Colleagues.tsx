/** Who else is here now, and how much they have to do. */

import type { Colleague } from "../../protocol/frames";
import { Avatar } from "../ui/Avatar";
import { useLive } from "./session";
import { useStaff } from "./useStaff";

const PRESENCE = { online: "available", away: "away", offline: "offline" } as const;
const MOST = 8;
const LOOKED_AT_MS = 15_000;

function Line({ one, load }: { one: Colleague; load: number }) {
  const { id, name, presence, capacity, role } = one;
  const room = role === "viewer" ? "" : `, has ${load} of ${capacity}`;
  const here = presence === "online";
  return (
    <li title={`${name}, ${PRESENCE[presence]}${room}`}>
      <Avatar id={id} name={name} size="xs" online={here} />
      <span className="nv-name">{name}</span>
      <small className="nv-name">
        {here && room ? (
          <>
            <span className="sr">available{room}</span>
            <bdi className="tab" aria-hidden="true">
              {load} of {capacity}
            </bdi>
          </>
        ) : (
          PRESENCE[presence]
        )}
      </small>
    </li>
  );
}

export function Colleagues({ except }: { except: string }) {
  const colleagues = useLive((state) => state.colleagues);
  const staff = useStaff(LOOKED_AT_MS).data ?? colleagues;
  const loads = new Map(staff.map(({ id, load }) => [id, load]));
  const others = colleagues
    .filter(({ id }) => id !== except)
    .sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name));
  if (others.length === 0) return <div className="grp grow" />;
  return (
    <div className="grp grow colleagues">
      <p className="cap">Team</p>
      <ul>
        {others.slice(0, MOST).map((one) => (
          <Line key={one.id} one={one} load={loads.get(one.id) ?? one.load} />
        ))}
      </ul>
    </div>
  );
}
