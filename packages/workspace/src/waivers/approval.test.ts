import { describe, expect, it } from "vitest";
import { approvalOf } from "./approval.ts";
import type { Person } from "./person.ts";

const ada: Person = { name: "Ada", email: "ada@example.com", handle: "@ada" };
const lin: Person = { name: "Lin", email: "lin@example.com", handle: "@lin" };
const commit = "1234567".padEnd(40, "0");

function origin(approvers: readonly Person[], authors: readonly Person[] = [ada]) {
  return {
    commit,
    day: "2026-11-20",
    authors,
    approvers: approvers.map((person) => ({ person, how: "Reviewed-by in 1234567" })),
  };
}

describe("a waiver", () => {
  it.each([
    ["an owner", origin([lin]), ["@lin"], "@lin owns it and approved it (Reviewed-by in 1234567)"],
    [
      "an owner by address",
      origin([lin]),
      ["LIN@example.com"],
      "@lin owns it and approved it (Reviewed-by in 1234567)",
    ],
    [
      "an owner beside its author",
      origin([ada, lin]),
      ["@lin"],
      "@lin owns it and approved it (Reviewed-by in 1234567)",
    ],
  ])("is approved by %s", (_, from, owners, why) => {
    expect(approvalOf({ origin: from, owners })).toEqual({ verdict: "approved", why });
  });

  it.each([
    ["its author", origin([ada]), ["@ada"]],
    ["its author under another address", origin([{ ...ada, email: "ada@home.example" }]), ["@ada"]],
    ["a co-author", origin([lin], [ada, lin]), ["@lin"]],
  ])("is approved by nobody but %s", (_, from, owners) => {
    expect(approvalOf({ origin: from, owners })).toEqual({
      verdict: "self",
      why: "nobody but its author @ada approved it (1234567)",
    });
  });

  it.each([
    [
      "nothing tells who approved it",
      origin([]),
      ["@lin"],
      "nothing in 1234567, which brought it, tells who approved it",
    ],
    [
      "there is no CODEOWNERS",
      origin([lin]),
      undefined,
      "@lin approved it, and no CODEOWNERS file tells who may",
    ],
    ["nobody owns it", origin([lin]), [], "@lin approved it, and nobody owns what it is for"],
    ["somebody else owns it", origin([lin]), ["@mei"], "@lin approved it, and @mei may"],
    [
      "a team owns it",
      origin([lin]),
      ["@shop/api-team"],
      "@lin approved it, and nothing here tells whether that is one of @shop/api-team",
    ],
  ])("is unverified when %s", (_, from, owners, why) => {
    expect(approvalOf({ origin: from, owners })).toEqual({ verdict: "unverified", why });
  });

  it("is approved by a review on the platform, or self-approved for want of one", () => {
    const asked = { origin: origin([]), owners: ["@lin"] };
    expect(approvalOf({ ...asked, reviews: { commit, author: "ada", approvers: ["lin"] } })).toEqual({
      verdict: "approved",
      why: "@lin owns it and approved it (review of the pull request)",
    });
    for (const approvers of [[], ["ada"]])
      expect(approvalOf({ ...asked, reviews: { commit, author: "ada", approvers } }).verdict).toBe("self");
  });
});
