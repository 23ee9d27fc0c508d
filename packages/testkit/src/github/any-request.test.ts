import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type FakeGithub, startFakeGithub } from "./start.ts";
import { rawSender, type Send, stoppedClock } from "./testing/raw.ts";

const clock = stoppedClock();
let fake: FakeGithub;
let send: Send;
let sha: string;

beforeEach(async () => {
  fake = await startFakeGithub({ now: clock.now });
  sha = fake.add.pullRequest().head.sha;
  const permissions = { checks: "write", statuses: "write", "pull-requests": "write" } as const;
  send = rawSender(fake, fake.token({ permissions }));
});
afterEach(() => fake.close());

/** Members by their names, with good and bad values, some of them missing. */
const members = (names: readonly string[]): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(names.map((name) => [name, fc.oneof(fc.string(), fc.jsonValue())])), {
    requiredKeys: [],
  });

const bodies: readonly (readonly [string, string, fc.Arbitrary<unknown>])[] = [
  ["POST", "issues/1/comments", fc.record({ body: fc.string({ unit: "binary" }) })],
  ["POST", "issues/1/comments", members(["body"])],
  ["POST", "statuses/SHA", members(["state", "context", "description", "target_url"])],
  ["POST", "check-runs", members(["name", "head_sha", "status", "conclusion", "output", "completed_at"])],
  [
    "POST",
    "check-runs",
    fc.record({
      name: fc.string(),
      head_sha: fc.constant("SHA"),
      conclusion: fc.constantFrom("success", "failure", "stale"),
      output: fc.record({
        title: fc.string({ unit: "binary" }),
        summary: fc.string({ unit: "grapheme" }),
        annotations: fc.array(
          fc.record({
            path: fc.string(),
            start_line: fc.integer({ max: 9 }),
            end_line: fc.integer({ max: 9 }),
            start_column: fc.nat(9),
            annotation_level: fc.constantFrom("notice", "warning", "failure"),
            message: fc.string(),
          }),
          { maxLength: 60, size: "max" },
        ),
      }),
    }),
  ],
];

it.each(bodies)("%s %s is done or refused, whatever is sent", async (method, path, body) => {
  await fc.assert(
    fc.asyncProperty(body, async (value) => {
      const text = JSON.stringify(value).replaceAll("SHA", sha);
      const answer = await send(method, path.replace("SHA", sha), text);
      expect([201, 400, 422]).toContain(answer.status);
      if (answer.status !== 201) expect(answer.body.message).toMatch(/./);
      clock.advance(60_000);
    }),
    { numRuns: 60 },
  );
  // Odd paths and unknown members may be told of, answers of the fake that GitHub never gives may not.
  expect(fake.violations.filter(({ what }) => what.startsWith("the fake"))).toEqual([]);
});

it("the pages of a list are the list", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(70), fc.integer({ min: 1, max: 40 }), async (count, size) => {
      fake.state.comments.length = 0;
      for (let n = 0; n < count; n++) fake.add.comment({ issue: 1, body: `${n}` });
      const seen: string[] = [];
      let next: string | undefined = `issues/1/comments?per_page=${size}`;
      while (next !== undefined) {
        const { body, headers } = await send("GET", next);
        seen.push(...body.map((comment: { body: string }) => comment.body));
        next = /<[^>]*\/(issues[^>]*)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
      }
      expect(seen).toEqual(Array.from({ length: count }, (_, n) => `${n}`));
      clock.advance(60_000);
    }),
    { numRuns: 20 },
  );
  fake.assertClean();
});
