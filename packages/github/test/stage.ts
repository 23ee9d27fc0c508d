import {
  type CheckPlan,
  type CommentState,
  commentMarker,
  commentStateLine,
  type RunRef,
  type StatusPlan,
} from "@tollgate/model";
import { type FakeGithub, startFakeGithub } from "@tollgate/testkit/github";
import { afterEach } from "vitest";
import { type CommentRequest, createGithub, type Github, type GithubOptions } from "../src/index.ts";

/** A repository on GitHub with one pull request, and clients whose clock is GitHub's. */
export type Stage = {
  readonly fake: FakeGithub;
  /** Head of the pull request. */
  readonly head: string;
  readonly said: string[];
  /** A client with write access, or with what is given. */
  readonly client: (options?: Partial<GithubOptions>) => Promise<Github>;
  /** As the gate's comment of a run, on the present head. */
  readonly comment: (run: RunRef, more?: Partial<CommentRequest>) => CommentRequest;
  /** Time passes between two runs. */
  readonly pass: (milliseconds: number) => void;
  readonly bodies: () => readonly string[];
};

const open: FakeGithub[] = [];
afterEach(async () => {
  for (const fake of open.splice(0)) await fake.close();
});

export async function setStage(): Promise<Stage> {
  let time = Date.UTC(2026, 10, 25, 12);
  const now = (): number => time;
  const fake = await startFakeGithub({ now });
  open.push(fake);
  const head = fake.add.pullRequest().head.sha;
  const token = fake.token({
    permissions: { checks: "write", "pull-requests": "write", statuses: "write" },
  });
  const said: string[] = [];
  return {
    fake,
    head,
    said,
    client: (options = {}) =>
      createGithub({
        apiUrl: fake.apiUrl,
        repository: "octo/shop",
        token,
        userAgent: "tollgate-test",
        now,
        sleep: async (milliseconds) => {
          time += milliseconds;
        },
        say: (line) => said.push(line),
        ...options,
      }),
    comment: (run, more = {}) => ({
      pullRequest: 1,
      gate: "tollgate",
      author: "github-actions[bot]",
      headSha: head,
      run,
      compose: () => bodyOf(run),
      ...more,
    }),
    pass: (milliseconds) => {
      time += milliseconds;
    },
    bodies: () => fake.state.comments.map(({ body }) => body),
  };
}

export const bot = "github-actions[bot]";

/** What the gate says in a run. */
export function bodyOf(run: RunRef, words = `run ${run.id}.${run.attempt}`, gate = "tollgate"): string {
  return `${commentMarker(gate)}\n${commentStateLine(stateOf(run))}\n\n${words}\n`;
}

function stateOf(run: RunRef): CommentState {
  return {
    run,
    outcome: "block",
    isWhole: true,
    total: 0,
    todo: [],
  };
}

export function checkPlan(annotations: number): CheckPlan {
  return {
    name: "Tollgate",
    conclusion: "failure",
    title: "Block: 1 of 2 tests fails",
    summary: "one",
    text: "two",
    annotations: Array.from({ length: annotations }, (_, i) => ({
      path: "src/cart.ts",
      startLine: i + 1,
      endLine: i + 1,
      ...(i === 0 ? { startColumn: 1, endColumn: 3 } : {}),
      level: "failure",
      title: i === 1 ? "" : "Test fails",
      message: `annotation ${i}`,
    })),
  };
}

export const statusPlan: StatusPlan = {
  context: "Tollgate",
  state: "failure",
  description: "1 of 2 tests fails",
};
