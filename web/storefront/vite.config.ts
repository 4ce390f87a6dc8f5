import { defineConfig } from "vitest/config";

const DESK = "http://127.0.0.1:8000";

export default defineConfig({
  base: "/store/",
  // The server's CSP allows no data: addresses, so nothing is inlined.
  build: { target: "es2022", assetsInlineLimit: 0, reportCompressedSize: false },
  server: {
    proxy: {
      "/api": DESK,
      "/media": DESK,
      "/shops": DESK,
      "/widget.js": DESK,
      "/ws": { target: DESK, ws: true },
    },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"] },
});
