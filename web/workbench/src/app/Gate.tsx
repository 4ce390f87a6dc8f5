import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Failed, Loading } from "../parts/Blank";
import { lazily } from "../parts/lazily";
import type { Session } from "../protocol/types";
import { useSetup } from "../screens/setup/useSetup";
import { SignIn } from "../screens/signin/SignIn";
import { Desk } from "../store/desk";
import { DeskContext, type DeskHold } from "../store/use";
import { Shell } from "./Shell";
import { sessionQuery, useSignOut } from "./session";

/** Nobody signed in: the sign-in, at whatever address was asked for. Else the desk with its connection. */
export function Gate() {
  const session = useQuery(sessionQuery);
  const [ended, setEnded] = useState(false);
  if (session.isPending) return <Loading rows={6} />;
  if (session.isError) return <Failed error={session.error} onRetry={() => session.refetch()} />;
  if (!session.data) return <Outside ended={ended} />;
  return <Held key={session.data.staff.id} session={session.data} onEnded={setEnded} />;
}

const waiting = <Loading rows={6} />;
const Begin = lazily(() => import("../screens/setup/Begin").then((m) => m.Begin), waiting);

/** Nobody has begun here: the first start. Else the sign-in. */
function Outside({ ended }: { ended: boolean }) {
  const setup = useSetup();
  if (setup.isPending) return <Loading rows={6} />;
  if (!setup.data?.needed) return <SignIn ended={ended} />;
  return <Begin state={setup.data} />;
}

function socketUrl(): string {
  const { protocol, host } = location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/ws/desk`;
}

function Held({ session, onEnded }: { session: Session; onEnded(ended: boolean): void }) {
  const [first] = useState(session);
  const queries = useQueryClient();
  const signOut = useSignOut();
  const leave = useCallback(() => {
    onEnded(false);
    void signOut();
  }, [onEnded, signOut]);

  const desk = useMemo(
    () =>
      new Desk(first, {
        socketUrl: socketUrl(),
        storage: localStorage,
        onSignedOut: () => {
          onEnded(true);
          queries.setQueryData(sessionQuery.queryKey, null);
        },
        onLeft: (shop) =>
          queries.setQueryData(sessionQuery.queryKey, (held) =>
            held ? { ...held, shops: held.shops.filter((one) => one.code !== shop) } : held,
          ),
      }),
    [first, onEnded, queries],
  );

  useEffect(() => {
    void desk.start();
    return () => desk.stop();
  }, [desk]);

  const hold = useMemo<DeskHold>(() => ({ desk, session, signOut: leave }), [desk, session, leave]);
  return (
    <DeskContext value={hold}>
      <Shell />
    </DeskContext>
  );
}
