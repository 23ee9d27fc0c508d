import { commentMarker } from "@tollgate/model";
import { expect, it } from "vitest";
import { toOwnComment } from "./own-comments.ts";

const place = { pullRequest: 1, gate: "tollgate", author: "github-actions[bot]" };
const comment = {
  id: 5,
  body: commentMarker("tollgate"),
  user: { login: "github-actions[bot]", type: "Bot" },
  html_url: "https://github.com/octo/shop/pull/1#issuecomment-5",
};

it("a comment of ours has marker and author", () => {
  expect(toOwnComment(comment, place)).toEqual({ id: 5, body: comment.body, url: comment.html_url });
});

it.each<[string, unknown]>([
  ["nothing", undefined],
  ["without an id", { ...comment, id: undefined }],
  ["with an id that is no number", { ...comment, id: "5" }],
  ["without a body", { ...comment, body: null }],
  ["of an account that was deleted", { ...comment, user: null }],
  ["of a person with the bot's name", { ...comment, user: { ...comment.user, type: "User" } }],
  ["of another", { ...comment, user: { login: "mallory", type: "Bot" } }],
  ["of another gate", { ...comment, body: commentMarker("tollgate-2") }],
  ["that quotes the marker", { ...comment, body: `> ${comment.body}` }],
])("is not ours: %s", (_, other) => {
  expect(toOwnComment(other, place)).toBeUndefined();
});
