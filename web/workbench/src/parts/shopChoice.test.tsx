import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Session } from "../protocol/types";
import { DeskContext, type DeskHold } from "../store/use";
import { chooseShop, useShopChoice } from "./shopChoice";

const shops = [
  { code: "tea", role: "agent" },
  { code: "dress", role: "lead" },
  { code: "shoes", role: "auditor" },
] as Session["shops"];
const hold = { session: { shops } } as DeskHold;
const wrapper = ({ children }: { children: React.ReactNode }) => <DeskContext value={hold}>{children}</DeskContext>;

it("keeps the choice over screens, and gives the first shop that a screen opens where the chosen one is shut", () => {
  const everywhere = renderHook(() => useShopChoice(), { wrapper });
  const leads = renderHook(() => useShopChoice((one) => one.role === "lead"), { wrapper });
  expect(everywhere.result.current.code).toBe("tea");
  expect(leads.result.current.code).toBe("dress");
  act(() => chooseShop("shoes"));
  expect(everywhere.result.current.shop?.code).toBe("shoes");
  expect(leads.result.current.code).toBe("dress");
  const nobody = renderHook(() => useShopChoice((one) => one.role === "owner"), { wrapper });
  expect(nobody.result.current).toMatchObject({ shops: [], code: "" });
});
