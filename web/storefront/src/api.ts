import type { ProductCard, ProductView, ShopLine, ShopPage } from "./types";

/** An answer that was not the wanted one; `status` 0 = no answer. */
export class Failure extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status}`);
  }
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(() => {
    throw new Failure(0);
  });
  if (!response.ok) throw new Failure(response.status);
  return (await response.json()) as T;
}

const part = encodeURIComponent;
/** More than any example shop has: the list is filtered in the browser. */
const ALL = 200;

export async function readShops(): Promise<ShopLine[]> {
  return (await call<{ shops: ShopLine[] }>("/api/storefront")).shops;
}

export function readShop(shop: string): Promise<ShopPage> {
  return call(`/api/storefront/${part(shop)}`);
}

export async function readProducts(shop: string): Promise<ProductCard[]> {
  return (await call<{ products: ProductCard[] }>(`/api/widget/${part(shop)}/products?limit=${ALL}`)).products;
}

export function readProduct(shop: string, number: string): Promise<ProductView> {
  return call(`/api/widget/${part(shop)}/products/${part(number)}`);
}

/** A signed identity of one of the example shoppers. */
export async function logIn(shop: string, nick: string): Promise<string> {
  const body = JSON.stringify({ nick });
  const headers = { "Content-Type": "application/json" };
  const answer = await call<{ identity: string }>(`/api/storefront/${part(shop)}/login`, {
    method: "POST",
    body,
    headers,
  });
  return answer.identity;
}
