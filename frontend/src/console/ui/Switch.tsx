/** On or off, with its name and an explanation beside it. */

import { Switch as Base } from "@base-ui/react/switch";
import { useId } from "react";

interface SwitchProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, hint, checked, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="switch-line">
      <div>
        <label htmlFor={id} id={`${id}-name`}>
          {label}
        </label>
        {hint ? <p id={`${id}-hint`}>{hint}</p> : null}
      </div>
      <Base.Root
        id={id}
        className="sw"
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={`${id}-name`}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        <Base.Thumb className="sw-thumb" />
      </Base.Root>
    </div>
  );
}
