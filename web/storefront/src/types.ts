/** The shapes of docs/protocol.md §3.2 and §4.4 that the storefront reads. */

export interface ShopLine {
  code: string;
  name: string;
  platform: string;
  colour: string;
  intro: string;
}

export interface ExampleShopper {
  nick: string;
  orders: number;
}

export interface ShopPage {
  shop: Partial<ShopLine> & { code: string; name: string };
  shoppers: ExampleShopper[];
}

export interface ProductCard {
  number: string;
  title: string;
  category: string;
  price_from: string | null;
  price_to: string | null;
  picture: string;
  sold_out: boolean;
}

export interface Option {
  name: string;
  value: string;
}

export interface Sku {
  number: string;
  spec: string;
  options: Option[];
  price: string | null;
  stock: number | null;
  picture: string;
}

export interface SizeRow {
  size: string;
  height: string | null;
  weight: string | null;
  bust: string | null;
  waist: string | null;
  hip: string | null;
  shoulder: string | null;
  length: string | null;
  sleeve: string | null;
  fit: string | null;
  remark: string | null;
}

export interface ProductView extends ProductCard {
  selling_points: string;
  attributes: Option[];
  skus: Sku[];
  size_chart: SizeRow[];
  promotions: { number: string; kind: string; name: string; text: string }[];
}
