import { expect, it } from "vitest";
import { hasArtifacts } from "./upload-artifact.ts";

it.each([
  [undefined, true],
  ["https://github.com", true],
  ["https://shop.ghe.com", true],
  ["https://github.example.com", false],
  ["https://notghe.com", false],
  ["no address", false],
])("%s has artifacts: %s", (server, has) => {
  expect(hasArtifacts(server)).toBe(has);
});
