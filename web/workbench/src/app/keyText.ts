/** The keys of actions as they are bound now, as people read them: what a button or a hint names. */
import { useCallback } from "react";
import { type Action, bound, chordText } from "./bindings";
import { usePreferences } from "./preferences";

export function useKeyText(): (action: Action) => string {
  const { keys } = usePreferences();
  return useCallback((action: Action) => chordText(bound(action, keys)), [keys]);
}
