/** Where the words of a query stand in a text. Pure. */

export interface Part {
  at: number;
  text: string;
  marked: boolean;
}

export function parts(text: string, query: string): Part[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  const marked = new Array<boolean>(text.length).fill(false);
  if (lower.length === text.length) {
    for (const word of words) {
      for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1))
        marked.fill(true, at, at + word.length);
    }
  }
  const found: Part[] = [];
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && marked[end] === marked[at]) end++;
    found.push({ at, text: text.slice(at, end), marked: marked[at] ?? false });
    at = end;
  }
  return found;
}
