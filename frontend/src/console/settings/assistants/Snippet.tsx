/** The line that puts the widget on a page. */

import { CopyButton } from "../../ui/CopyButton";

export function Snippet({ text }: { text: string }) {
  return (
    <div className="field">
      <div className="cd-h">
        <span className="label">Script tag</span>
        <span className="spacer" />
        <CopyButton text={text} name="script tag" />
      </div>
      <code className="snippet">{text}</code>
      <p className="hint">
        Put it before the end of the body of every page that should have the widget.
      </p>
    </div>
  );
}
