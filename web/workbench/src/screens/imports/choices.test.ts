import { describe, expect, it } from "vitest";
import type { ImportFile, ImportKind } from "../../protocol/types";
import { asKind, differs, seen, wishes } from "./choices";

const file: ImportFile = {
  name: "货品.csv",
  size: 10,
  taken: true,
  kind: "",
  title: "",
  header_row: 1,
  rows: 2,
  problem: null,
  columns: [
    { header: "商品编号", becomes: "", sample: "A1" },
    { header: "品名", becomes: "", sample: "毛衣" },
  ],
};
const kind: ImportKind = { name: "products", title: "商品", columns: ["商品编号", "标题"], required: ["标题"] };

describe("choices for files", () => {
  it("says nothing of files that nobody touched", () => {
    expect(wishes([file], {})).toEqual([]);
    expect(wishes([file], { [file.name]: seen(file) })).toEqual([]);
  });

  it("takes over headers of the same name when the kind is chosen", () => {
    const choice = asKind(file, kind, seen(file));
    expect(choice.names).toEqual({ 商品编号: "商品编号", 品名: "" });
    expect(differs(file, choice)).toBe(true);
    expect(wishes([file], { [file.name]: { ...choice, names: { ...choice.names, 品名: "标题" } } })).toEqual([
      { name: "货品.csv", taken: true, kind: "products", names: { 商品编号: "商品编号", 品名: "标题" } },
    ]);
  });
});
