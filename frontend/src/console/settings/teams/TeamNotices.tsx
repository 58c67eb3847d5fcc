/** How a team is told of things: what members get who chose nothing, and the services and rooms it shares. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BoardShown, Events, NoticesAnswer } from "../../api/notices";
import { useSession } from "../../app/session";
import { useNotices } from "../../app/useNotices";
import { Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";
import { ErrorSummary } from "../ErrorSummary";
import { NoticeTable } from "../profile/NoticeTable";
import type { NoticeLine } from "../profile/wishes";
import { SaveBar } from "../SaveBar";
import { Targets } from "./Targets";

const pathOf = (team: string): string => `/api/admin/teams/${team}/notices`;

function useBoard(team: string) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["board", team],
    queryFn: () => http.get<BoardShown>(pathOf(team)),
    refetchOnWindowFocus: false,
  });
}

interface MembersProps {
  readonly team: string;
  readonly board: BoardShown;
  readonly titles: NoticesAnswer["events"];
}

function Members({ team, board, titles }: MembersProps) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const saved = Object.fromEntries(board.own.map((event) => [event, board.events[event] ?? []]));
  const [edited, setEdited] = useState<Events | null>(null);
  const chosen = edited ?? saved;
  const save = useMutation({
    mutationFn: () => http.send<BoardShown>("PUT", pathOf(team), { events: chosen }),
    onSuccess: (next) => {
      queries.setQueryData(["board", team], next);
      void queries.invalidateQueries({ queryKey: ["notices"] });
      setEdited(null);
      say("Notices of the team saved");
    },
  });
  const lines: readonly NoticeLine[] = titles.map(({ event, title }) => ({
    event,
    title,
    usual: board.events[event] ?? [],
  }));
  const dirty = JSON.stringify(chosen) !== JSON.stringify(saved);
  return (
    <section className="card" aria-label="What members are told of">
      <h2>What members are told of who chose nothing themselves</h2>
      <ErrorSummary error={save.error} />
      <NoticeTable
        name="Events and ways of members"
        lines={lines}
        chosen={chosen}
        back="As usual"
        missing={{}}
        onChange={setEdited}
      />
      <SaveBar
        count={dirty ? 1 : 0}
        busy={save.isPending}
        onSave={() => save.mutate()}
        onDiscard={() => setEdited(null)}
      />
    </section>
  );
}

export function TeamNotices({ team }: { team: string }) {
  const board = useBoard(team);
  const titles = useNotices();
  const error = board.error ?? titles.error;
  if (error) return <Failed error={error} onAgain={() => void board.refetch()} />;
  if (!board.data || !titles.data) return <Skeleton lines={4} />;
  return (
    <>
      <Targets team={team} targets={board.data.targets} titles={titles.data.events} />
      <Members team={team} board={board.data} titles={titles.data.events} />
    </>
  );
}
