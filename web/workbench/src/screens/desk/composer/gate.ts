/** Findings of the wording gate on a text in the browser. Pure. */
import type { Finding } from "../../../protocol/types";

export interface Mark {
  start: number;
  end: number;
  finding: Finding;
}

/** Offset in UTF-16 units of the code point number `point`: the gate counts characters as Python does. */
export function unitsBefore(text: string, point: number): number {
  let units = 0;
  let points = 0;
  for (const sign of text) {
    if (points++ >= point) break;
    units += sign.length;
  }
  return units;
}

/** Where the findings stand in `text`; after an edit each moves along with its words, or goes when they are gone. */
export function marksIn(text: string, findings: readonly Finding[]): Mark[] {
  const marks: Mark[] = [];
  for (const finding of findings) {
    const stated = unitsBefore(text, finding.start);
    const start = text.startsWith(finding.span, stated) ? stated : text.indexOf(finding.span);
    if (start >= 0 && finding.span) marks.push({ start, end: start + finding.span.length, finding });
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

export interface Segment {
  start: number;
  text: string;
  level: Finding["level"] | null;
}

/** The text cut into plain and marked parts; where marks overlap, blocking wins. */
export function segments(text: string, marks: readonly Mark[]): Segment[] {
  const cuts = new Set([0, text.length]);
  for (const mark of marks) cuts.add(mark.start).add(mark.end);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, i) => {
    const end = edges[i + 1] ?? text.length;
    const over = marks.filter((mark) => mark.start < end && mark.end > start).map((mark) => mark.finding.level);
    const level = over.includes("block") ? "block" : (over[0] ?? null);
    return { start, text: text.slice(start, end), level };
  });
}

/** The text after the offered rewrite: a whole line where the gate made one, else the words of one finding changed. */
export function rewritten(text: string, marks: readonly Mark[], line: string | null): string | null {
  if (line) return line;
  const mark = marks.find((one) => one.finding.rewrite);
  return mark?.finding.rewrite ? text.slice(0, mark.start) + mark.finding.rewrite + text.slice(mark.end) : null;
}
