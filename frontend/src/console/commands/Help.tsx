/** All keyboard shortcuts, from the same registry that runs them. */

import { usePreferences } from "../app/preferences";
import { Kbd } from "../ui/Kbd";
import { Modal } from "../ui/Modal";
import { COMMANDS } from "./registry";

const GROUPS = [...new Set(COMMANDS.map(({ group }) => group))];

function Line({ title, keys }: { title: string; keys: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <Kbd combo={keys} />
        <span className="sr">{keys}</span>
      </dd>
    </div>
  );
}

export default function Help({ onClose }: { onClose: () => void }) {
  const { singleKeys, enterSends } = usePreferences();
  return (
    <Modal open onClose={onClose} title="Keyboard shortcuts" wide>
      {singleKeys ? null : (
        <p className="mut">
          Single keys are switched off in your profile. Keys with Ctrl or ⌘ work.
        </p>
      )}
      <div className="help">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {COMMANDS.filter((one) => one.group === group && one.keys).map(
                ({ id, title, keys }) => (
                  <Line key={id} title={title} keys={keys} />
                ),
              )}
            </dl>
          </section>
        ))}
        <section>
          <h3>While writing</h3>
          <dl>
            <Line title="Send" keys={enterSends ? "enter" : "mod+enter"} />
            <Line title="Leave the text, draft kept" keys="escape" />
          </dl>
        </section>
      </div>
    </Modal>
  );
}
