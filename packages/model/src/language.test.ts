import { expect, it } from "vitest";
import { languageOf } from "./language.ts";

it.each([
  "a.js",
  "a.jsx",
  "a.ts",
  "a.tsx",
  "a.mjs",
  "a.cjs",
  "a.mts",
  "a.cts",
  "a.vue",
  "a.svelte",
  "src/A.TS",
])("%s is of the one family of JavaScript", (path) => {
  expect(languageOf(path)).toBe("javascript");
});

it.each(["LICENSE", "logo.png", "a.ts/LICENSE", "a.constructor", ".gitignore", "a."])(
  "%s is no source",
  (path) => {
    expect(languageOf(path)).toBeUndefined();
  },
);
