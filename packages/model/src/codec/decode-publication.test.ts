import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import {
  type CommentState,
  commentMarker,
  isGateId,
  isOlderRun,
  type Publication,
  sinceMarker,
} from "../publication.ts";
import { publicationSchema } from "../schemas/publication.ts";
import { commentStateLine, readCommentState } from "./comment-state.ts";
import { decodePublication } from "./decode-publication.ts";

const state: CommentState = {
  run: { id: 12, attempt: 1 },
  headSha: "1".repeat(40),
  outcome: "block",
  isWhole: true,
  total: 2,
  todo: [{ key: "a1", label: "cart > adds --> <b>" }, { key: "b2" }],
};

const publication: Publication = {
  schema: "tollgate/publication/1",
  gate: "tollgate",
  engine: "tollgate 0.0.0",
  outcome: "block",
  decision: `sha256:${"0".repeat(64)}`,
  subject: { headSha: "1".repeat(40) },
  check: {
    name: "Tollgate",
    conclusion: "failure",
    title: "Block: 1 of 3 tests fails",
    summary: "summary",
    text: "text",
    annotations: [
      {
        path: "src/a.ts",
        startLine: 1,
        endLine: 1,
        startColumn: 2,
        endColumn: 3,
        level: "failure",
        title: "t",
        message: "m",
      },
      { path: "src/b.ts", startLine: 1, endLine: 4, level: "notice", title: "t", message: "m" },
    ],
  },
  comment: { body: `${commentMarker("tollgate")}\n${sinceMarker}\n\n## Block\n`, state },
  status: { context: "Tollgate", state: "failure", description: "Block" },
};

const [one, several] = publication.check.annotations as [object, object];

describe("a publication", () => {
  it("is what its JSON says, by the schema too", () => {
    const json: unknown = JSON.parse(JSON.stringify(publication));
    expect(decodePublication(json)).toEqual({ publication });
    expect(new Ajv2020().validate(publicationSchema, json)).toBe(true);
  });

  it.each([
    ["nothing", undefined, "the publication is not an object"],
    ["another gate's name", { gate: "a--b" }, "gate is not the name of a gate"],
    [
      "a check greener than the verdict",
      { check: { ...publication.check, conclusion: "success" } },
      "check.conclusion is not one of failure",
    ],
    [
      "a status greener than the verdict",
      { status: { ...publication.status, state: "success" } },
      "status.state is not one of failure",
    ],
    [
      "a title that is too long in bytes",
      { check: { ...publication.check, title: "é".repeat(128) } },
      "check.title has more than 255 bytes",
    ],
    [
      "more annotations than are taken",
      { check: { ...publication.check, annotations: Array(201).fill(one) } },
      "check.annotations has more than 200",
    ],
    [
      "columns on several lines",
      { check: { ...publication.check, annotations: [{ ...several, startColumn: 1 }] } },
      "check.annotations[0] has columns on several lines",
    ],
    [
      "an end before the start",
      { check: { ...publication.check, annotations: [{ ...several, endLine: 0 }] } },
      "check.annotations[0].endLine is not a whole number from 1",
    ],
    [
      "a path that leaves the repository",
      { check: { ...publication.check, annotations: [{ ...one, path: "../a.ts" }] } },
      "check.annotations[0].path leaves the repository",
    ],
    ["a comment of nobody", { comment: { body: "hi", state } }, "comment.body has no marker at its start"],
    [
      "a comment without a place for what changed",
      { comment: { body: `${commentMarker("tollgate")}\n\n\`${sinceMarker}\`\n`, state } },
      "comment.body has no place for what changed",
    ],
  ])("is refused: %s", (_what, change, refused) => {
    const value = change === undefined ? undefined : { ...publication, ...change };
    expect(decodePublication(value)).toEqual({ refused });
  });
});

describe("the state in a comment", () => {
  it("comes back as it was", () => {
    const line = commentStateLine(state);
    expect(line).toMatch(/^<!-- tollgate state [\w-]+ -->$/);
    expect(readCommentState(`marker\n${line}\n\ntext`)).toEqual(state);
  });

  it("comes back without run and commit where they are not known", () => {
    const { run: _run, headSha: _sha, ...bare } = state;
    expect(readCommentState(commentStateLine(bare))).toEqual(bare);
  });

  it.each(["", "<!-- tollgate state e30 -->", "<!-- tollgate state AAAA -->", "<!-- tollgate state ! -->"])(
    "is not there in %j",
    (body) => {
      expect(readCommentState(body)).toBeUndefined();
    },
  );
});

it("orders runs by their number, then by attempt", () => {
  const run = { id: 5, attempt: 2 };
  expect(isOlderRun({ id: 4, attempt: 9 }, run)).toBe(true);
  expect(isOlderRun({ id: 5, attempt: 1 }, run)).toBe(true);
  expect(isOlderRun(run, run)).toBe(false);
  expect(isOlderRun({ id: 6, attempt: 1 }, run)).toBe(false);
});

it.each([
  ["tollgate", true],
  ["e2e.nightly-2_b", true],
  ["", false],
  ["A", false],
  ["a--b", false],
  ["a-", false],
  ["a/b", false],
  ["a".repeat(41), false],
])("takes %j as the name of a gate: %s", (text, is) => {
  expect(isGateId(text)).toBe(is);
});
