/** Who else is here now. */

import { Avatar } from "../ui/Avatar";
import { useLive } from "./session";

export function Colleagues({ except }: { except: string }) {
  const colleagues = useLive((state) => state.colleagues);
  const others = colleagues
    .filter(({ id }) => id !== except)
    .toSorted((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name));
  if (others.length === 0) return <div className="grp grow" />;
  return (
    <div className="grp grow colleagues">
      <p className="cap">Team</p>
      <ul>
        {others.slice(0, 8).map(({ id, name, online }) => (
          <li key={id} title={`${name}, ${online ? "online" : "offline"}`}>
            <Avatar id={id} name={name} size="xs" online={online} />
            <span className="nv-name">{name}</span>
            <small className="nv-name">{online ? "online" : "offline"}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
