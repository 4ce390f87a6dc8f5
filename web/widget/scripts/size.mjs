// The widget rides on other people's pages: more than 30 kB gzip is a defect, not a detail (DESIGN §4).
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 30 * 1024;
const file = new URL("../dist/widget.js", import.meta.url);
const size = gzipSync(readFileSync(file), { level: 9 }).length;
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;

if (size > LIMIT) {
  console.error(`dist/widget.js is ${kb(size)} gzip, over its limit of ${kb(LIMIT)}: take something out.`);
  process.exit(1);
}
console.log(`dist/widget.js: ${kb(size)} gzip of at most ${kb(LIMIT)}`);
