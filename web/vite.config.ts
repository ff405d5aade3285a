import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // Nothing is inlined: the server's content security policy allows neither inline scripts nor styles.
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The attacks that both sanitisers are tried with are kept once.
  server: { proxy: { "/api": "http://localhost:8080" }, fs: { allow: [".", "../server/src/test/resources"] } },
  test: { environment: "jsdom", setupFiles: ["src/i18n/testTexts.ts"], include: ["src/**/*.test.{ts,tsx}"] },
});
