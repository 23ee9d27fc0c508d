import { commentMarker, type RunRef } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { upsertComment } from "../src/index.ts";
import { bodyOf, bot, type Stage, setStage } from "./stage.ts";

const first = { id: 7, attempt: 1 };
const second = { id: 8, attempt: 1 };

async function write(stage: Stage, run = first, more = {}) {
  const result = await upsertComment(await stage.client(), stage.comment(run, more));
  stage.fake.assertClean();
  return result;
}

function seed({ fake }: Stage, body: string, author = bot) {
  return fake.add.comment({ issue: 1, body, author: fake.add.account(author) });
}

describe("the one comment", () => {
  it("is made, and then written anew in place", async () => {
    const stage = await setStage();
    const made = await write(stage);
    const [comment] = stage.fake.state.comments;
    expect(made).toEqual({
      done: true,
      what: "comment",
      id: comment!.id,
      url: expect.stringMatching(/^https:/),
    });
    expect(await write(stage, second)).toMatchObject({ done: true, id: comment!.id });
    expect(stage.bodies()).toEqual([bodyOf(second)]);
  });

  it("is found behind 250 others", async () => {
    const stage = await setStage();
    for (let i = 0; i < 250; i++) seed(stage, `comment ${i}`, "grace");
    await write(stage);
    seed(stage, "one more", "grace");
    await write(stage, second);
    expect(stage.bodies().filter((body) => body.startsWith(commentMarker("tollgate")))).toEqual([
      bodyOf(second),
    ]);
  });

  it("is not written when it says the same", async () => {
    const stage = await setStage();
    await write(stage);
    const sent = stage.fake.requests.length;
    await write(stage, second, { compose: () => undefined });
    expect(stage.fake.requests.slice(sent).map(({ method }) => method)).not.toContain("PATCH");
    expect(stage.bodies()).toEqual([bodyOf(first)]);
  });

  it("is not made when there is nothing to say", async () => {
    const stage = await setStage();
    expect(await write(stage, first, { compose: () => undefined })).toEqual({ done: true, what: "comment" });
    expect(stage.bodies()).toEqual([]);
  });

  it("is composed by what is posted", async () => {
    const stage = await setStage();
    await write(stage);
    const posted: (string | undefined)[] = [];
    const compose = (body: string | undefined) => {
      posted.push(body);
      return bodyOf(second);
    };
    await write(stage, second, { compose });
    expect(posted).toEqual([bodyOf(first)]);
  });

  it("belongs to its gate", async () => {
    const stage = await setStage();
    await write(stage);
    await write(stage, second, { gate: "nightly", compose: () => bodyOf(second, "night", "nightly") });
    expect(stage.bodies()).toEqual([bodyOf(first), bodyOf(second, "night", "nightly")]);
  });

  it("takes the place of all that there are too many of", async () => {
    const stage = await setStage();
    const ids = [1, 2, 3].map((id) => seed(stage, bodyOf({ id, attempt: 1 })).id);
    expect(await write(stage)).toMatchObject({ id: ids[0] });
    expect(stage.bodies()).toEqual([bodyOf(first)]);
  });

  it("is made anew when somebody deletes it in between", async () => {
    const stage = await setStage();
    const seeded = seed(stage, bodyOf({ id: 1, attempt: 1 }));
    const compose = () => {
      const { comments } = stage.fake.state;
      const at = comments.findIndex(({ id }) => id === seeded.id);
      if (at >= 0) comments.splice(at, 1);
      return bodyOf(first);
    };
    expect(await write(stage, first, { compose })).toMatchObject({ done: true });
    expect(stage.bodies()).toEqual([bodyOf(first)]);
  });

  it("is given up when that happens again and again", async () => {
    const stage = await setStage();
    seed(stage, bodyOf({ id: 1, attempt: 1 }));
    stage.fake.inject({ kind: "status", status: 404 }, { operation: "issues/update-comment", times: 9 });
    expect(await write(stage)).toMatchObject({ done: false, reason: "refused" });
  });
});

describe("a comment of somebody else", () => {
  it.each([
    ["a stranger's with the marker", "mallory", bodyOf(second)],
    ["another bot's with the marker", "evil[bot]", bodyOf(second)],
    ["ours that quotes the marker", bot, `Look: ${bodyOf(second)}`],
  ])("is not touched: %s", async (_, author, body) => {
    const stage = await setStage();
    const foreign = seed(stage, body, author);
    await write(stage);
    await write(stage, second);
    expect(stage.fake.state.comments.map(({ id, body }) => [id === foreign.id, body])).toEqual([
      [true, body],
      [false, bodyOf(second)],
    ]);
  });

  it("is not touched where a person has the bot's name", async () => {
    const stage = await setStage();
    const person = { login: bot, id: 1, type: "User" } as const;
    stage.fake.add.comment({ issue: 1, body: bodyOf(second), author: person });
    await write(stage);
    expect(stage.bodies()).toEqual([bodyOf(second), bodyOf(first)]);
  });

  it("of a token whose login nobody told is found by what the token writes", async () => {
    const stage = await setStage();
    const token = stage.fake.token({
      kind: "app",
      permissions: { "pull-requests": "write" },
      login: "acme[bot]",
    });
    const posted: unknown[] = [];
    for (const run of [first, second]) {
      const compose = (body: string | undefined) => {
        posted.push(body);
        return bodyOf(run);
      };
      await upsertComment(await stage.client({ token }), stage.comment(run, { compose }));
      stage.fake.assertClean();
    }
    expect(stage.bodies()).toEqual([bodyOf(second)]);
    expect(posted).toEqual([undefined, undefined, bodyOf(first)]);
  });

  it("of a personal token is its own", async () => {
    const stage = await setStage();
    const token = stage.fake.token({ kind: "personal", login: "ada" });
    const github = await stage.client({ token });
    await upsertComment(github, stage.comment(first, { author: "ada" }));
    await upsertComment(github, stage.comment(second, { author: "ada" }));
    expect(stage.bodies()).toEqual([bodyOf(second)]);
  });
});

describe("an older run", () => {
  it("does not overwrite a newer one", async () => {
    const stage = await setStage();
    await write(stage, second);
    expect(await write(stage, first)).toMatchObject({
      done: false,
      reason: "superseded",
      message: "The comment is of run 8, attempt 1, which is newer than this one: it stays.",
    });
    expect(stage.bodies()).toEqual([bodyOf(second)]);
  });

  it("nor a newer attempt of itself", async () => {
    const stage = await setStage();
    await write(stage, { id: 7, attempt: 2 });
    expect(await write(stage, first)).toMatchObject({ reason: "superseded" });
    expect(await write(stage, { id: 7, attempt: 3 })).toMatchObject({ done: true });
  });

  it("does not overwrite it when the list lags behind", async () => {
    const stage = await setStage();
    await write(stage, { id: 6, attempt: 1 });
    stage.fake.inject({ kind: "stale" }, { operation: "issues/list-comments", times: 1 });
    await write(stage, second);
    stage.fake.inject({ kind: "stale" }, { operation: "issues/list-comments", times: 9 });
    expect(await write(stage, first)).toMatchObject({ reason: "superseded" });
    expect(stage.bodies()).toEqual([bodyOf(second)]);
  });

  it("keeps the newest words among comments that there are too many of", async () => {
    const stage = await setStage();
    for (const id of [5, 9, 6]) seed(stage, bodyOf({ id, attempt: 1 }));
    expect(await write(stage)).toMatchObject({ reason: "superseded" });
    expect(stage.bodies()).toEqual([bodyOf({ id: 9, attempt: 1 })]);
  });

  it("overwrites a comment whose state somebody broke", async () => {
    const stage = await setStage();
    seed(stage, `${commentMarker("tollgate")}\n<!-- tollgate state !!! -->\n`);
    seed(stage, `${commentMarker("tollgate")}\nno state at all`);
    expect(await write(stage)).toMatchObject({ done: true });
    expect(stage.bodies()).toEqual([bodyOf(first)]);
  });

  it.each([
    ["run", { id: Number.MAX_SAFE_INTEGER, attempt: 1 }],
    ["attempt", { id: 20, attempt: 9 }],
  ])("overwrites a comment of a %s that never was, where GitHub tells", async (_, invented) => {
    const stage = await setStage();
    stage.fake.add.run({ id: 20 });
    seed(stage, bodyOf(invented));
    expect(await write(stage)).toMatchObject({ reason: "superseded" });
    const token = stage.fake.token({ permissions: { "pull-requests": "write", actions: "read" } });
    const speak = async (run: RunRef) => upsertComment(await stage.client({ token }), stage.comment(run));
    expect(await speak(first)).toMatchObject({ done: true });
    expect(stage.bodies()).toEqual([bodyOf(first)]);
    await speak({ id: 20, attempt: 1 });
    expect(await speak(first)).toMatchObject({ reason: "superseded" });
  });

  it("says nothing of a head that was pushed over", async () => {
    const stage = await setStage();
    const pushed = stage.fake.add.commit().sha;
    stage.fake.state.pulls[0]!.head = { ...stage.fake.state.pulls[0]!.head, sha: pushed };
    expect(await write(stage)).toMatchObject({
      done: false,
      reason: "superseded",
      message: `Pull request #1 is at ${pushed.slice(0, 7)} by now, and ${stage.head.slice(0, 7)} was judged: the comment is left to the newer push.`,
    });
    expect(stage.bodies()).toEqual([]);
  });
});

describe("two publishers at once", () => {
  it.each([
    ["of two runs", second],
    ["of one run", first],
  ])("leave one comment, the newer one: %s", async (_, other) => {
    const stage = await setStage();
    for (let round = 0; round < 5; round++) {
      stage.fake.state.comments.length = 0;
      const clients = [await stage.client(), await stage.client()] as const;
      await Promise.all([
        upsertComment(clients[0], stage.comment(first)),
        upsertComment(clients[1], stage.comment(other)),
      ]);
      expect(stage.bodies()).toEqual([bodyOf(other)]);
      stage.fake.assertClean();
    }
  });

  it("clear up when both lists lag behind", async () => {
    const stage = await setStage();
    stage.fake.inject({ kind: "stale" }, { operation: "issues/list-comments", times: 3 });
    await write(stage);
    expect(stage.bodies()).toEqual([bodyOf(first)]);
  });
});

it("a pull request that is not there is told", async () => {
  const stage = await setStage();
  expect(await write(stage, first, { pullRequest: 99 })).toMatchObject({
    done: false,
    reason: "refused",
    message: "There is no pull request #99.",
  });
});

it("a token that may not write is refused once, with the permission that is missing", async () => {
  const stage = await setStage();
  const token = stage.fake.token({ permissions: { "pull-requests": "write" }, fork: true });
  const result = await upsertComment(await stage.client({ token }), stage.comment(first));
  expect(result).toMatchObject({
    done: false,
    what: "comment",
    reason: "permission",
    message:
      "POST /repos/octo/shop/issues/1/comments was refused with 403 (Resource not accessible by integration).",
    remedy: expect.stringMatching(
      /^Add `pull-requests: write` to the job's permissions; a pull request from a fork/,
    ),
  });
  expect(stage.fake.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
});

it("a defect of ours is no refusal of GitHub's", async () => {
  const stage = await setStage();
  const compose = () => {
    throw new RangeError("a defect");
  };
  await expect(write(stage, first, { compose })).rejects.toThrow("a defect");
});
