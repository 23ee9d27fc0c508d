import { beforeEach, describe, expect, it } from "vitest";
import {
  findPullRequests,
  type Github,
  type Head,
  pullRequestInEvent,
  readPullRequest,
} from "../src/index.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
let github: Github;
beforeEach(async () => {
  stage = await setStage();
  github = await stage.client({ token: stage.fake.token({ permissions: { "pull-requests": "read" } }) });
  stage.fake.add.repository({ fullName: "mallory/shop", forkOf: "octo/shop" });
});

const numbers = async (head: Head): Promise<readonly number[]> =>
  (await findPullRequests(github, head)).own.map(({ number }) => number);

describe("pull requests of a head", () => {
  it("of a fork are found by its branch, which the list by commit leaves out", async () => {
    const pull = stage.fake.add.pullRequest({ head: { repository: "mallory/shop", branch: "fix" } });
    const { sha } = pull.head;
    expect(await numbers({ repository: "mallory/shop", branch: "fix", sha })).toEqual([pull.number]);
  });

  it("of other branches with the same commit are told apart", async () => {
    const fork = stage.fake.add.pullRequest({ head: { repository: "mallory/shop", branch: "fix" } });
    const { sha } = fork.head;
    const twin = stage.fake.add.pullRequest({ head: { branch: "twin", sha }, base: { branch: "release" } });
    const { own, others } = await findPullRequests(github, {
      ...{ repository: "mallory/shop", branch: "fix", sha },
    });
    expect([own, others].map((pulls) => pulls.map(({ number }) => number))).toEqual([
      [fork.number],
      [twin.number],
    ]);
  });

  it("are only those with just that commit, repository and state", async () => {
    const other = stage.fake.add.pullRequest({ head: { repository: "mallory/shop", branch: "fix" } });
    const { sha } = other.head;
    const old = stage.fake.add.commit().sha;
    stage.fake.add.repository({ fullName: "mallory/other", forkOf: "octo/shop" });
    expect(await numbers({ repository: "mallory/shop", branch: "fix", sha: old })).toEqual([]);
    expect(await numbers({ repository: "mallory/other", branch: "fix", sha })).toEqual([]);
    other.state = "closed";
    expect(await numbers({ repository: "mallory/shop", branch: "fix", sha })).toEqual([]);
  });

  it("are none for a commit that the repository does not know", async () => {
    expect(await numbers({ repository: "mallory/shop", branch: "x", sha: "f".repeat(40) })).toEqual([]);
  });

  it("are all that there are", async () => {
    const head = { branch: "fix", sha: stage.fake.add.commit().sha };
    const first = stage.fake.add.pullRequest({ head });
    const second = stage.fake.add.pullRequest({ head, base: { branch: "release" } });
    expect(await numbers({ repository: "octo/shop", ...head })).toEqual([first.number, second.number]);
  });
});

describe("a pull request", () => {
  it("is read by its number", async () => {
    const pull = stage.fake.add.pullRequest({ head: { branch: "fix" } });
    expect(await readPullRequest(github, pull.number)).toMatchObject({
      ...{ number: pull.number, isOpen: true, headBranch: "fix", headSha: pull.head.sha },
      ...{ headRepository: "octo/shop", baseBranch: "main", author: "ada" },
    });
    expect(await readPullRequest(github, 999)).toBe(undefined);
  });

  it.each([
    {},
    { pull_request: { number: 1 } },
    { pull_request: { number: 1, head: { sha: "x", ref: "y" } } },
  ])("is not guessed from the event %j", (payload) => {
    expect(() => pullRequestInEvent(payload)).toThrow("no pull request");
  });
});
