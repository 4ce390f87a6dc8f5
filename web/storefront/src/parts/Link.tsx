import type { ComponentChildren } from "preact";
import { address, go, type Route } from "../router";

interface Props {
  to: Route;
  class?: string;
  testid?: string;
  children: ComponentChildren;
}

/** An ordinary link: opens in a new tab where that is asked for, else without loading the page anew. */
export function Link({ to, children, testid, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={address(to)}
      data-testid={testid}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
