import { describe, expect, it } from "vitest";
import { parseReviews } from "./parse-reviews.ts";

const commit = "a".repeat(40);

function review(login: string, state: string) {
  return {
    id: 80,
    user: { login, id: 1 },
    body: "",
    state,
    commit_id: "b",
    submitted_at: "2026-11-20T10:00:00Z",
  };
}

describe("reviews of the platform", () => {
  it("count with the last word of each user", () => {
    const reviews = [
      review("lin", "APPROVED"),
      review("lin", "COMMENTED"),
      review("mei", "APPROVED"),
      review("mei", "CHANGES_REQUESTED"),
      review("kai", "CHANGES_REQUESTED"),
      review("kai", "APPROVED"),
      review("sam", "DISMISSED"),
    ];
    expect(parseReviews(JSON.stringify([{ commit, author: "ada", reviews }]), "r.json")).toEqual([
      { commit, author: "ada", approvers: ["lin", "kai"] },
    ]);
  });

  it.each([
    ["no JSON", "["],
    ["no list", "{}"],
    ["no commit", '[{ "reviews": [] }]'],
    ["no reviews", JSON.stringify([{ commit }])],
  ])("are refused with %s", (_, text) => {
    expect(() => parseReviews(text, "r.json")).toThrow(/^r\.json holds no reviews: /);
  });
});
