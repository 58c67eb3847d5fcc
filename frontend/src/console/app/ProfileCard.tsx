/** Me: how I am seen, and the menu with profile, keys and logout. */

import { Menu } from "@base-ui/react/menu";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Keyboard, LogOut, UserCog } from "lucide-react";
import { useLocation } from "wouter";
import { words } from "../api/problem";
import { mayAct } from "../api/rights";
import { Avatar } from "../ui/Avatar";
import { MenuLayer } from "../ui/MenuLayer";
import { useToast } from "../ui/toasts";
import { PresenceSwitch, Room } from "./Presence";
import { useLink, useSession } from "./session";
import { useStage } from "./stage";
import { usePresence } from "./usePresence";

function useLogout() {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: () => http.send("POST", "/api/logout"),
    onSuccess: () => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
      queries.setQueryData(["me"], null);
    },
    onError: (error) => say(words(error), "bad"),
  });
}

function Items() {
  const [, go] = useLocation();
  const { openHelp } = useStage();
  const logout = useLogout();
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => go("/profile")}>
        <UserCog size={16} /> Profile and preferences
      </Menu.Item>
      <Menu.Item className="menu-item" onClick={openHelp}>
        <Keyboard size={16} /> Keyboard shortcuts
      </Menu.Item>
      <Menu.Item className="menu-item" onClick={() => logout.mutate()}>
        <LogOut size={16} /> Log out
      </Menu.Item>
    </>
  );
}

export function ProfileCard() {
  const { me } = useSession();
  const up = useLink() === "up";
  const presence = usePresence();
  const works = mayAct(me.role);
  const state = !up
    ? "Connecting…"
    : !works
      ? "Reading only"
      : presence.away
        ? "Away"
        : "Available";
  return (
    <div className="me-card">
      <Menu.Root>
        <Menu.Trigger className="me">
          <Avatar id={me.id} name={me.name} online={up && !presence.away} />
          <span className="me-n">
            <b>{me.name}</b>
            <small className={state === "Available" ? "on" : ""}>{state}</small>
          </span>
          <span className="sr"> account</span>
        </Menu.Trigger>
        <MenuLayer side="top" align="start">
          <Items />
        </MenuLayer>
      </Menu.Root>
      {works ? <PresenceSwitch presence={presence} /> : null}
      {works ? <Room has={presence.has} capacity={presence.capacity} /> : null}
    </div>
  );
}
