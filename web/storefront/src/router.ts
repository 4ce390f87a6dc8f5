import { useEffect, useState } from "preact/hooks";

export type Route =
  | { page: "shops" }
  | { page: "shop"; shop: string }
  | { page: "product"; shop: string; number: string };

const BASE = "/store/";

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `/store/` · `/store/{shop}` · `/store/{shop}/p/{number}`; everything else leads to the nearest of them. */
export function parse(path: string): Route {
  const [shop, mark, number] = path
    .slice(path.startsWith(BASE) ? BASE.length : path.length)
    .split("/")
    .map(decoded);
  if (!shop) return { page: "shops" };
  return mark === "p" && number ? { page: "product", shop, number } : { page: "shop", shop };
}

export function address(route: Route): string {
  if (route.page === "shops") return BASE;
  const shop = BASE + encodeURIComponent(route.shop);
  return route.page === "shop" ? shop : `${shop}/p/${encodeURIComponent(route.number)}`;
}

const CHANGED = "store:route";

/** Goes to another page; another shop is a page load, because the chat belongs to one shop. */
export function go(route: Route): void {
  const here = parse(location.pathname);
  const shopOf = (one: Route) => (one.page === "shops" ? "" : one.shop);
  if (shopOf(here) !== shopOf(route)) {
    location.assign(address(route));
    return;
  }
  history.pushState(null, "", address(route));
  window.scrollTo(0, 0);
  window.dispatchEvent(new Event(CHANGED));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.pathname));
  useEffect(() => {
    const read = () => setRoute(parse(location.pathname));
    window.addEventListener("popstate", read);
    window.addEventListener(CHANGED, read);
    return () => {
      window.removeEventListener("popstate", read);
      window.removeEventListener(CHANGED, read);
    };
  }, []);
  return route;
}
