import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the server; `xiaoer demo` listens here by default. */
const SERVER = process.env.XIAOER_SERVER ?? "http://127.0.0.1:8700";

const toServer = Object.fromEntries(["/api", "/media", "/shops"].map((path) => [path, { target: SERVER }] as const));
const proxy = { ...toServer, "/ws": { target: SERVER, ws: true } };

export default defineConfig({
  base: "/desk/",
  plugins: [react()],
  server: { port: 5173, proxy },
  preview: { port: 4173, proxy },
  build: { target: "es2022", assetsInlineLimit: 0 },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
