// Weighs what the browser loads before the first screen: the scripts and styles that index.html names. Fails above the limit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 450;
const html = readFileSync(new URL("dist/index.html", import.meta.url), "utf8");
const named = [...html.matchAll(/(?:src|href)="\/desk\/(assets\/[^"]+)"/g)].map((match) => match[1]);
const sizes = named.map((name) => [
  name,
  gzipSync(readFileSync(new URL(`dist/${name}`, import.meta.url))).length / 1000,
]);
for (const [name, kb] of sizes) console.log(`${kb.toFixed(1).padStart(7)} kB  ${name}`);
const total = sizes.reduce((sum, [, kb]) => sum + kb, 0);
console.log(`${total.toFixed(1).padStart(7)} kB  first load, gzip (limit ${LIMIT_KB})`);
process.exit(total > LIMIT_KB ? 1 : 0);
