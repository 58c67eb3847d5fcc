/** One operator in the table, changed in place. */

import { Switch } from "@base-ui/react/switch";
import type { OperatorLine, Role } from "../../api/types";
import { useSession } from "../../app/session";
import { Avatar } from "../../ui/Avatar";
import type { Patch } from "./OperatorsPage";
import { ROLES } from "./roles";

interface OperatorRowProps {
  readonly line: OperatorLine;
  readonly onPatch: (patch: Patch) => void;
  readonly onReset: () => void;
}

interface ToggleProps {
  readonly name: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

const Toggle = ({ name, on, onChange }: ToggleProps) => (
  <Switch.Root className="sw" checked={on} aria-label={name} onCheckedChange={onChange}>
    <Switch.Thumb className="sw-thumb" />
  </Switch.Root>
);

export function OperatorRow({ line, onPatch, onReset }: OperatorRowProps) {
  const { me } = useSession();
  const { id, name, email, role, disabled, online, email_notices } = line;
  return (
    <tr>
      <td>
        <div className="flex items-center gap-3">
          <Avatar id={id} name={name} online={online} />
          <div>
            <b className="font-medium">
              {name}
              {id === me.id ? " (you)" : ""}
            </b>
            <p className="mut">{email}</p>
          </div>
        </div>
      </td>
      <td>
        <select
          className="in"
          aria-label={`Role of ${name}`}
          value={role}
          onChange={(event) => onPatch({ role: event.target.value as Role })}
        >
          {ROLES.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Toggle
          name={`Email notices for ${name}`}
          on={email_notices}
          onChange={(on) => onPatch({ email_notices: on })}
        />
      </td>
      <td>
        <Toggle
          name={`${name} may log in`}
          on={!disabled}
          onChange={(on) => onPatch({ disabled: !on })}
        />
      </td>
      <td className="num">
        <button type="button" className="bt" onClick={onReset}>
          Reset password
        </button>
      </td>
    </tr>
  );
}
