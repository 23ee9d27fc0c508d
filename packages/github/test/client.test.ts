import { describe, expect, it } from "vitest";
import { clientOf, cutOff, hang, refusal, reset, type Step, scriptedServer } from "./scripted-server.ts";

const html = (status: number): Step => ({ status, text: "<html>Unicorn!</html>" });
const pull = { id: 1, number: 7 };

describe("reading", () => {
  it.each<[string, Step]>([
    ["502 with HTML", html(502)],
    ["503 with JSON", { status: 503, json: { message: "no server" } }],
    ["a reset connection", reset],
    ["an empty answer", {}],
    ["a cut-off answer", cutOff],
    ["text where JSON was wanted", { text: "ok" }],
  ])("is repeated after %s", async (_, fault) => {
    const { origin, seen } = await scriptedServer(fault, { json: pull });
    const { github, said, waits } = await clientOf(origin);
    expect(await github.get("GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: 7 })).toEqual(
      pull,
    );
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /repos/octo/shop/pulls/7",
      "GET /repos/octo/shop/pulls/7",
    ]);
    expect(waits).toEqual([1_000]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^GET \/repos\/octo\/shop\/pulls\/7: .*; trying again in 1 s\.$/);
    expect(github.calls).toBe(2);
  });

  it("ends after five tries and fifteen seconds", async () => {
    const { origin, seen } = await scriptedServer(html(502));
    const { github, waits } = await clientOf(origin);
    const error = await refusal(github.get("GET /repos/{owner}/{repo}/pulls/7"));
    expect(error).toMatchObject({ code: "platform", reason: "unreachable" });
    expect(error.message).toBe("GET /repos/octo/shop/pulls/7 failed 5 times: GitHub answered 502.");
    expect([seen.length, waits]).toEqual([5, [1_000, 2_000, 4_000, 8_000]]);
  });

  it("waits 60 s at most for all requests together", async () => {
    const { origin } = await scriptedServer(html(502));
    const { github, waits } = await clientOf(origin);
    for (let request = 0; request < 10; request++)
      await refusal(github.get("GET /repos/{owner}/{repo}/pulls/7"));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(60_000);
  });

  it("gives up an answer that does not come", async () => {
    const { origin } = await scriptedServer(hang, { json: pull });
    const { github } = await clientOf(origin, { timeout: 50 });
    expect(await github.get("GET /repos/{owner}/{repo}/pulls/7")).toEqual(pull);
  });

  it("knows what does not exist", async () => {
    const { origin } = await scriptedServer({ status: 404, json: { message: "Not Found" } });
    const { github } = await clientOf(origin);
    expect(await github.get("GET /repos/{owner}/{repo}/pulls/7")).toBeUndefined();
  });

  it("fails where nothing listens", async () => {
    const { github } = await clientOf("http://127.0.0.1:1");
    const error = await refusal(github.get("GET /repos/{owner}/{repo}/pulls/7"));
    expect(error.message).toBe("GET /repos/octo/shop/pulls/7 failed 5 times: no answer came.");
  });
});

describe("rate limits", () => {
  const later = (seconds: number): string => String(1_800_000_000 + seconds);
  const limited = { message: "API rate limit exceeded for installation." };
  const secondary = { message: "You have exceeded a secondary rate limit." };

  it.each<[string, number, Step]>([
    ["403 with Retry-After", 7_000, { status: 403, headers: { "retry-after": "7" }, json: secondary }],
    ["429 with Retry-After", 7_000, { status: 429, headers: { "retry-after": "7" }, json: secondary }],
    [
      "429 with a date",
      9_000,
      { status: 429, headers: { "retry-after": new Date(1_800_000_009_000).toUTCString() } },
    ],
    [
      "403 with a used-up quota",
      21_000,
      {
        status: 403,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": later(20) },
        json: limited,
      },
    ],
    [
      "429 with a used-up quota",
      21_000,
      {
        status: 429,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": later(20) },
        json: limited,
      },
    ],
    ["a time that is over", 1_000, { status: 429, headers: { "retry-after": "0" } }],
  ])("wait as long as GitHub says: %s", async (_, wait, limit) => {
    const { origin, seen } = await scriptedServer(limit, { json: pull });
    const { github, waits } = await clientOf(origin);
    expect(await github.get("GET /repos/{owner}/{repo}/pulls/7")).toEqual(pull);
    expect([waits, seen.length]).toEqual([[wait], 2]);
  });

  it.each<[string, Step]>([
    ["a secondary limit without a hint", { status: 403, json: secondary }],
    ["429 without a hint", { status: 429, json: {} }],
    ["429 whose body was cut off", { status: 429, text: "" }],
    ["a limit of an hour", { status: 403, headers: { "retry-after": "3600" }, json: limited }],
    ["a reset nobody can read", { status: 429, headers: { "x-ratelimit-remaining": "0" } }],
  ])("end all requests at once when the wait is too long: %s", async (_, limit) => {
    const { origin, seen } = await scriptedServer(limit);
    const { github, waits } = await clientOf(origin);
    for (let request = 0; request < 3; request++) {
      const error = await refusal(github.get("GET /repos/{owner}/{repo}/pulls/7"));
      expect(error.reason).toBe("rate-limit");
    }
    expect([waits, seen.length]).toEqual([[], 1]);
  });

  it("grow the wait when GitHub keeps saying one second", async () => {
    const { origin, seen } = await scriptedServer({ status: 429, headers: { "retry-after": "1" } });
    const { github, waits } = await clientOf(origin);
    await refusal(github.get("GET /repos/{owner}/{repo}/pulls/7"));
    expect([waits, seen.length]).toEqual([[1_000, 2_000, 4_000, 8_000, 16_000], 6]);
  });
});

describe("refusals", () => {
  it("name what was attempted, the status and the permission, and are final", async () => {
    const { origin, seen } = await scriptedServer({
      status: 403,
      headers: { "x-accepted-github-permissions": "issues=write; pull_requests=write" },
      json: { message: "Resource not accessible by integration" },
    });
    const { github } = await clientOf(origin);
    const error = await refusal(
      github.create("POST /repos/{owner}/{repo}/issues/7/comments", { body: "all of it" }, never),
    );
    expect({ ...error, message: error.message }).toMatchObject({
      code: "platform",
      reason: "permission",
      status: 403,
      message:
        "POST /repos/octo/shop/issues/7/comments was refused with 403 (Resource not accessible by integration).",
    });
    expect(error.remedy).toMatch(/^Add `issues: write` or `pull-requests: write` to the job's permissions;/);
    expect(seen).toHaveLength(1);
  });

  it.each([
    [401, "permission"],
    [422, "refused"],
    [409, "refused"],
    [404, "refused"],
  ])("%i is final", async (status, reason) => {
    const { origin, seen } = await scriptedServer({ status, json: { message: "No." } });
    const { github } = await clientOf(origin);
    const error = await refusal(github.create("POST /repos/{owner}/{repo}/check-runs", {}, never));
    expect([error.reason, error.status, seen.length]).toEqual([reason, status, 1]);
  });

  it("ask for no permission where none helps", async () => {
    const message = "Unable to create comment because issue is locked.";
    const { origin } = await scriptedServer({ status: 403, json: { message } });
    const { github } = await clientOf(origin);
    const error = await refusal(github.create("POST /repos/{owner}/{repo}/issues/7/comments", {}, never));
    expect([error.reason, error.remedy]).toEqual([
      "refused",
      "GitHub's own words tell what it did not accept.",
    ]);
  });

  it.each([null, "<b>", "issues=write; ".repeat(99)])(
    "tell no permission that GitHub did not name: %j",
    async (named) => {
      const headers: Record<string, string> =
        named === null ? {} : { "x-accepted-github-permissions": named };
      const { origin } = await scriptedServer({ status: 403, headers, json: { message: "No." } });
      const { github } = await clientOf(origin);
      const error = await refusal(github.create("POST /repos/{owner}/{repo}/check-runs", {}, never));
      expect(error.remedy).toMatch(/^The token lacks a permission;/);
    },
  );

  it("say what GitHub did not accept, in one inert line without secrets", async () => {
    const { origin } = await scriptedServer({
      status: 422,
      json: {
        message: "::error::Validation\nFailed ghp_0123456789012345678901234567890123ab",
        errors: [{ field: "body", code: "too_long", message: "is too long" }, "and \u001b[31mred", null],
      },
    });
    const { github } = await clientOf(origin);
    const error = await refusal(github.update("PATCH /repos/{owner}/{repo}/issues/comments/1", {}));
    expect(error.message).toBe(
      "PATCH /repos/octo/shop/issues/comments/1 was refused with 422 (: :error::Validation Failed [redacted]: is too long body too_long: and red).",
    );
  });

  it("hold no token, header or body, wherever somebody looks", async () => {
    const { origin } = await scriptedServer({ status: 422, json: { message: "No." } }, reset);
    const { github, said } = await clientOf(origin);
    const errors = [
      await refusal(github.update("PATCH /repos/{owner}/{repo}/issues/comments/1", { body: "my-body" })),
      await refusal(github.update("PATCH /repos/{owner}/{repo}/issues/comments/1", { body: "my-body" })),
    ];
    const { inspect } = await import("node:util");
    expect(`${inspect(errors, { depth: 9, showHidden: true })}${said.join()}`).not.toMatch(
      /secret-of-the-test|my-body|authorization/i,
    );
  });
});

describe("writing once", () => {
  it.each<[string, Step]>([
    ["502", html(502)],
    ["a lost answer", reset],
    ["201 without a body", { status: 201 }],
    ["201 cut off", cutOff],
    ["201 without an id", { status: 201, json: { url: "…" } }],
    ["201 with an id that is no number", { status: 201, json: { id: "12" } }],
  ])("looks before it sends again: %s", async (_, fault) => {
    const { origin, seen } = await scriptedServer(fault);
    const { github } = await clientOf(origin);
    const found = { id: 5 };
    expect(await github.create("POST /repos/{owner}/{repo}/check-runs", {}, async () => found)).toBe(found);
    expect(seen).toHaveLength(1);
  });

  it("looks twice, since lists lag, and then sends again", async () => {
    const { origin, seen } = await scriptedServer(reset, { status: 201, json: { id: 9 } });
    const { github } = await clientOf(origin);
    let looks = 0;
    const find = async (): Promise<undefined> => void looks++;
    expect(await github.create("POST /repos/{owner}/{repo}/check-runs", {}, find)).toEqual({ id: 9 });
    expect([looks, seen.length]).toEqual([2, 2]);
  });

  it("does not look after a rate limit: nothing was done", async () => {
    const { origin } = await scriptedServer(
      { status: 429, headers: { "retry-after": "2" } },
      { status: 201, json: { id: 9 } },
    );
    const { github } = await clientOf(origin);
    expect(await github.create("POST /repos/{owner}/{repo}/check-runs", {}, never)).toEqual({ id: 9 });
  });
});

describe("updating", () => {
  it("wants an id in the answer to a PATCH, and nothing in that to a DELETE", async () => {
    const { origin } = await scriptedServer(
      { json: {} },
      { json: { id: 3 } },
      (_, response) => void response.writeHead(204).end(),
      { status: 404, json: { message: "Not Found" } },
    );
    const { github } = await clientOf(origin);
    expect(await github.update("PATCH /repos/{owner}/{repo}/issues/comments/3", { body: "b" })).toEqual({
      id: 3,
    });
    await github.update("DELETE /repos/{owner}/{repo}/issues/comments/3");
    await github.update("DELETE /repos/{owner}/{repo}/issues/comments/3");
    expect(github.calls).toBe(4);
  });
});

describe("pages", () => {
  it("are refused where the list says that it has more than it tells", async () => {
    const { origin } = await scriptedServer({ json: { total_count: 3, jobs: [{ id: 1 }, { id: 2 }] } });
    const { github } = await clientOf(origin);
    const route = "GET /repos/{owner}/{repo}/actions/runs/7/attempts/1/jobs";
    const error = await refusal(github.pages(route, {}, "jobs"));
    expect(error.message).toContain("lists 2 of 3");
    expect(error.reason).toBe("unreachable");
  });

  it("follow the links, a hundred items each", async () => {
    const { origin, seen } = await scriptedServer(
      (request, response) => {
        const next = `<http://${request.headers.host}/repositories/1/issues/7/comments?page=2>`;
        response.writeHead(200, {
          "content-type": "application/json",
          link: `${next}; rel="next", ${next}; rel="last"`,
        });
        response.end("[1, 2]");
      },
      { json: [3], headers: { link: '<http://127.0.0.1/?page=1>; rel="prev"' } },
    );
    const { github } = await clientOf(origin);
    expect(await github.pages("GET /repos/{owner}/{repo}/issues/7/comments")).toEqual([1, 2, 3]);
    expect(seen.map(({ path }) => path)).toEqual([
      "/repos/octo/shop/issues/7/comments?per_page=100",
      "/repositories/1/issues/7/comments?page=2",
    ]);
  });

  it("read the member that holds the list", async () => {
    const { origin } = await scriptedServer({ json: { total_count: 1, artifacts: [{ id: 1 }] } });
    const { github } = await clientOf(origin);
    expect(await github.pages("GET /repos/{owner}/{repo}/actions/artifacts", {}, "artifacts")).toEqual([
      { id: 1 },
    ]);
  });

  it("are refused where there is no such thing", async () => {
    const { origin } = await scriptedServer({ status: 404, json: { message: "Not Found" } });
    const { github } = await clientOf(origin);
    const error = await refusal(github.pages("GET /repos/{owner}/{repo}/issues/7/comments"));
    expect(error).toMatchObject({ reason: "refused", status: 404 });
  });

  it("end where somebody links on and on", async () => {
    const { origin } = await scriptedServer((request, response) => {
      response.writeHead(200, {
        "content-type": "application/json",
        link: `<http://${request.headers.host}${request.url}>; rel="next"`,
      });
      response.end("[1]");
    });
    const { github } = await clientOf(origin);
    const error = await refusal(github.pages("GET /repos/{owner}/{repo}/issues/7/comments"));
    expect(error.message).toContain("more than 200 pages");
  });
});

async function never(): Promise<undefined> {
  throw new Error("nothing is to be looked for");
}
