/** A dialog with a title, over a scrim; focus goes in and comes back. */

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";

interface ModalProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
  readonly first?: RefObject<HTMLElement | null>; // where the focus goes in
}

export function Modal({ open, onClose, title, children, wide = false, first }: ModalProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup
          className={wide ? "modal wide" : "modal"}
          {...(first && { initialFocus: first })}
        >
          <header>
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="ib" aria-label="Close">
              <X size={16} />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
