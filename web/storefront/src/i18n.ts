import { createContext } from "preact";
import { useContext } from "preact/hooks";

export type Lang = "zh" | "en";

const zh = {
  notice: "这是用来演示客服系统的示例店铺：商品和订单都是编的，什么也买不到。",
  shopsTitle: "示例店铺",
  shopsLead: "走进一家店，点右下角的按钮，和客服说说话。",
  enter: "进店看看",
  allShops: "全部店铺",
  search: "搜索商品",
  all: "全部",
  found: (n: number) => `${n} 件商品`,
  nothing: "没有找到商品，换个词试试。",
  none: "这家店还没有商品。",
  soldOut: "已售罄",
  from: "起",
  noPrice: "价格待定",
  guest: "游客",
  who: "以谁的身份逛店",
  orders: (n: number) => `${n} 个订单`,
  back: "返回商品列表",
  choose: "请选择规格",
  spec: "规格",
  stock: (n: number) => `库存 ${n} 件`,
  stockUnknown: "库存未知",
  out: "这个规格暂时没货",
  ask: "咨询客服",
  cannotBuy: "示例商品，不能下单",
  promotions: "优惠",
  attributes: "商品参数",
  sizes: "尺码表",
  sizeNote: "衣服为平铺测量，单位 cm；体重单位斤（1 斤 = 0.5 kg）",
  columns: {
    size: "尺码",
    height: "身高",
    weight: "体重",
    bust: "胸围",
    waist: "腰围",
    hip: "臀围",
    shoulder: "肩宽",
    length: "衣长",
    sleeve: "袖长",
    fit: "版型",
    remark: "备注",
  },
  notFound: "没有找到这个页面。",
  failed: "没有读到内容。",
  again: "再试一次",
  loading: "正在打开…",
  loginFailed: "没有登录成功，先以游客身份逛。",
  other: "English",
};
type Texts = typeof zh;

const en: Texts = {
  notice: "An example shop to show the service desk: products and orders are made up, nothing can be bought.",
  shopsTitle: "Example shops",
  shopsLead: "Enter a shop, press the button in the lower corner and talk to its service desk.",
  enter: "Enter",
  allShops: "All shops",
  search: "Search products",
  all: "All",
  found: (n) => (n === 1 ? "1 product" : `${n} products`),
  nothing: "No products found. Try another word.",
  none: "This shop has no products yet.",
  soldOut: "Sold out",
  from: "from",
  noPrice: "No price yet",
  guest: "Guest",
  who: "Look around as",
  orders: (n) => (n === 1 ? "1 order" : `${n} orders`),
  back: "Back to the list",
  choose: "Choose",
  spec: "Variant",
  stock: (n) => `${n} in stock`,
  stockUnknown: "Stock unknown",
  out: "Out of stock",
  ask: "Ask the shop",
  cannotBuy: "Example product, can't be bought",
  promotions: "Offers",
  attributes: "Details",
  sizes: "Size chart",
  sizeNote: "Garments measured flat, in cm; weight in 斤 (0.5 kg)",
  columns: {
    size: "Size",
    height: "Height",
    weight: "Weight",
    bust: "Bust",
    waist: "Waist",
    hip: "Hip",
    shoulder: "Shoulder",
    length: "Length",
    sleeve: "Sleeve",
    fit: "Fit",
    remark: "Remark",
  },
  notFound: "There is no such page.",
  failed: "This didn't load.",
  again: "Try again",
  loading: "Opening…",
  loginFailed: "Signing in didn't work; you look around as a guest.",
  other: "中文",
};

export const TEXTS: Record<Lang, Texts> = { zh, en };

/** The same slot as the chat's own choice: one switch for both. */
const SLOT = "xiaoer:lang";

export function keptLang(): Lang {
  try {
    const kept = localStorage.getItem(SLOT);
    if (kept === "en" || kept === "zh") return kept;
  } catch {
    // Blocked storage: the browser's own language counts.
  }
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
}

export function keepLang(lang: Lang): void {
  try {
    localStorage.setItem(SLOT, lang);
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}

const Context = createContext<Texts>(zh);
export const TextsProvider = Context.Provider;
export const useTexts = (): Texts => useContext(Context);
