import { sameItems, useView } from "../../store/use";

/** The colleagues of a shop who can serve, as the desk knows them. */
export function useColleagues(shop: string) {
  return useView(
    (view) =>
      [...(view.state.agents[shop]?.values() ?? [])].filter((one) => ["owner", "lead", "agent"].includes(one.role)),
    sameItems,
  );
}
