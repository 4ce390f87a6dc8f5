/** A piece of a message: words, or an address that can be pressed. */
export interface Piece {
  text: string;
  href?: string;
}

const ADDRESS = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g;
/** Marks that end a sentence rather than an address. */
const TRAILING = /[.,;:!?'")\]]+$/;

/** Cuts a text into words and http(s) addresses. Nothing else becomes a link. */
export function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    if (!URL.canParse(address)) continue;
    if (match.index > from) out.push({ text: text.slice(from, match.index) });
    out.push({ text: address, href: address });
    from = match.index + address.length;
  }
  if (from < text.length) out.push({ text: text.slice(from) });
  return out;
}

/** Length as the server counts it: code points, so that an emoji is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** True for one to three emoji and nothing else: shown large, without a bubble. */
export function onlyEmoji(text: string): boolean {
  return /^(\p{Extended_Pictographic}(\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u.test(
    text.trim(),
  );
}
