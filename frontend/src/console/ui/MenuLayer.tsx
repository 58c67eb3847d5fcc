/** What a menu opens, over the page; its height is that of the room there is. */

import { Menu } from "@base-ui/react/menu";
import type { ReactNode } from "react";

interface MenuLayerProps {
  readonly side?: "top" | "bottom";
  readonly align: "start" | "end";
  readonly children: ReactNode; // items
}

export function MenuLayer({ side = "bottom", align, children }: MenuLayerProps) {
  return (
    <Menu.Portal>
      <Menu.Positioner sideOffset={8} side={side} align={align} className="menu-layer">
        <Menu.Popup className="menu">{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}
