import { expect, it } from "vitest";
import { redactCommand } from "./redact-command.ts";

it.each([
  [
    "a secret that is a word of its own",
    ["run", "--password", "hunter2"],
    ["run", "--password", "[redacted]"],
  ],
  ["a secret with spaces", ["--db-password=a b c"], ["--db-password=[redacted]"]],
  ["a variable with spaces", ["env", "API_KEY=a b", "npm"], ["env", "API_KEY=[redacted]", "npm"]],
  ["an address", ["curl", "https://me:pw@host.test/"], ["curl", "https://[redacted]@host.test/"]],
])("hides %s", (_what, words, expected) => {
  expect(redactCommand(words)).toEqual(expected);
});

it.each([
  [["vitest", "run", "--coverage", "src/token.test.ts"]],
  [["node", "--eval", "a == b"]],
  [["tool", "--token", "--verbose"]],
])("leaves %j as it is", (words) => {
  expect(redactCommand(words)).toEqual(words);
});
