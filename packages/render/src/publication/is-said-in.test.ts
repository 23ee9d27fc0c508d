import { type CommentState, commentMarker, sinceMarker } from "@tollgate/model";
import { expect, it } from "vitest";
import { isSaidIn } from "./is-said-in.ts";
import { withSince } from "./since.ts";

const body = (verdict: string, sha = "abcdef0"): string =>
  `${commentMarker("tollgate")}\n${sinceMarker}\n\n## ${verdict}\n\n**Since Monday** it rains.\n\n<sub>Judged \`${sha}\` · 3 reports</sub>\n`;
const state: CommentState = {
  headSha: "abcdef0123456789",
  outcome: "block",
  isWhole: true,
  total: 0,
  todo: [],
};
const posted = withSince(body("✘ Block"), { ...state, headSha: "0", outcome: "allow" }, state);

it("a comment says what it was made from", () => {
  expect(posted).toContain("**Since `0`:**");
  expect(isSaidIn(posted, body("✘ Block"))).toBe(true);
  expect(isSaidIn(posted.replaceAll("\n", "\r\n").trimEnd(), body("✘ Block"))).toBe(true);
});

it("another commit with the same verdict is the same", () => {
  expect(isSaidIn(posted, body("✘ Block", "fedcba9"))).toBe(true);
});

it("another verdict is not", () => {
  expect(isSaidIn(posted, body("✔ Allow"))).toBe(false);
  expect(isSaidIn(posted, body("✘ Block").replace("Monday", "Tuesday"))).toBe(false);
});
