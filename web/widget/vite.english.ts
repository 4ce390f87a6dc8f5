import { defineConfig } from "vite";

// The English texts as a module of their own, which the widget imports from the desk when they are wanted.
export default defineConfig({
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: { entry: "src/i18n/en.ts", formats: ["es"], fileName: () => "widget.en.js" },
    reportCompressedSize: false,
  },
});
