import { useEffect, useState } from "preact/hooks";
import { logIn } from "./api";

/** Who looks around: `ready` turns true when a kept choice has been signed in again, so that the chat starts as the right one. */
export interface Shopper {
  nick: string | null;
  identity: string | null;
  ready: boolean;
  failed: boolean;
  choose: (nick: string | null) => void;
}

const slot = (shop: string) => `xiaoer-store:${shop}:nick`;

function kept(shop: string): string | null {
  try {
    return sessionStorage.getItem(slot(shop));
  } catch {
    return null;
  }
}

function keep(shop: string, nick: string | null): void {
  try {
    if (nick) sessionStorage.setItem(slot(shop), nick);
    else sessionStorage.removeItem(slot(shop));
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}

export function useShopper(shop: string): Shopper {
  const [nick, setNick] = useState(() => kept(shop));
  const [state, setState] = useState({ identity: null as string | null, ready: nick === null, failed: false });
  useEffect(() => {
    keep(shop, nick);
    if (nick === null) {
      setState((old) => ({ identity: null, ready: true, failed: old.failed }));
      return;
    }
    let wanted = true;
    logIn(shop, nick).then(
      (identity) => wanted && setState({ identity, ready: true, failed: false }),
      () => {
        if (!wanted) return;
        setState({ identity: null, ready: true, failed: true });
        setNick(null);
      },
    );
    return () => {
      wanted = false;
    };
  }, [shop, nick]);
  const choose = (next: string | null) => {
    setState((old) => ({ ...old, failed: false }));
    setNick(next);
  };
  return { nick, ...state, choose };
}
