import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRepository, createTemporaryFolder, type TemporaryRepository } from "@tollgate/testkit";
import { type FakeGithub, startFakeGithub } from "@tollgate/testkit/github";
import { zipOf } from "@tollgate/testkit/runner";
import { collect } from "../../src/collect.ts";
import type { Environment } from "../../src/environment.ts";
import { environmentIn } from "../missing-data/stage.ts";

/** A repository on the fake GitHub, with a clone of it as a runner has it. */
export type Shop = {
  readonly fake: FakeGithub;
  /** What GitHub has: branches and refs of pull requests. */
  readonly origin: TemporaryRepository;
  /** Commits of main, oldest first. */
  readonly main: readonly [string, string, string];
  readonly close: () => Promise<void>;
};

const policy = `version: 1
rules:
  no-failing-tests: {}
  no-new-failures: {}
`;

export async function aShop(files: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const fake = await startFakeGithub();
  const origin = createRepository();
  origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
  const first = origin.commit("first", {
    "package.json": '{ "name": "shop" }\n',
    "tollgate.yml": policy,
    ".gitignore": "reports/\n.tollgate/*\n!.tollgate/waivers/\n",
    "cart.js": "export const total = 1;\n",
    ...files,
  });
  const second = origin.commit("second", { "cart.js": "export const total = 2;\n" });
  const third = origin.commit("third", { "cart.js": "export const total = 3;\n" });
  for (const sha of [first, second, third]) fake.add.commit({ sha });
  fake.add.branch("main", third);
  return {
    ...{ fake, origin, main: [first, second, third] },
    close: async () => {
      origin.cleanup();
      await fake.close();
    },
  };
}

/** A clone with one commit checked out, as actions/checkout leaves it. */
export function checkoutOf({ origin }: Shop, sha: string): TemporaryRepository {
  const clone = origin.clone("--no-checkout");
  clone.git("fetch", "--quiet", "origin", sha);
  clone.git("checkout", "--quiet", "--detach", sha);
  return clone;
}

export type RunnerOptions = {
  readonly event: string;
  readonly payload?: unknown;
  readonly run?: number;
  readonly attempt?: number;
  readonly sha?: string;
  readonly told?: string[];
};

/** The environment of a step, as the runner gives it. */
export function stepIn(
  { fake }: Shop,
  checkout: TemporaryRepository,
  { event, payload = {}, run, attempt = 1, sha, told = [] }: RunnerOptions,
): Environment {
  const temp = createTemporaryFolder();
  const path = join(temp, "event.json");
  writeFileSync(path, JSON.stringify({ repository: { default_branch: "main" }, ...(payload as object) }));
  const env = {
    ...checkout.env,
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_API_URL: fake.apiUrl,
    GITHUB_RUN_ATTEMPT: String(attempt),
    RUNNER_TEMP: temp,
    GITHUB_OUTPUT: join(temp, "output"),
    ...(run === undefined ? {} : { GITHUB_RUN_ID: String(run) }),
    ...(sha === undefined ? {} : { GITHUB_SHA: sha }),
  };
  return {
    ...environmentIn({ root: checkout.root, env }, told),
    stderr: (text) => void told.push(text),
    sleep: () => Promise.resolve(),
  };
}

export type Tests = { readonly failing?: readonly string[]; readonly passing?: readonly string[] };

export function junit({ passing = ["adds"], failing = [] }: Tests = {}): string {
  const cases = [
    ...passing.map((name) => `<testcase classname="cart" name="${name}" time="0.001"/>`),
    ...failing.map(
      (name) => `<testcase classname="cart" name="${name}" time="0.001"><failure message="no"/></testcase>`,
    ),
  ];
  return `<testsuites><testsuite name="cart" tests="${cases.length}" failures="${failing.length}">${cases.join("")}</testsuite></testsuites>`;
}

/** The bytes of the bundle that a job's collect wrote in a checkout. */
export async function bundleOf(
  environment: Environment,
  report: string,
  { job = "test", attempt = 1 }: { readonly job?: string; readonly attempt?: number } = {},
): Promise<Buffer> {
  const { cwd } = environment;
  mkdirSync(join(cwd, "reports"), { recursive: true });
  writeFileSync(join(cwd, "reports/junit.xml"), report);
  const out = join(cwd, "reports/evidence.tollgate");
  await collect(environment, {
    ...{ files: ["reports/junit.xml"], kind: "unit", job, attempt: String(attempt), environment: [], out },
  });
  return readFileSync(out);
}

/** What the collect action uploads. */
export function bundleZip(bundle: Uint8Array): Buffer {
  return zipOf([{ name: "evidence.tollgate", content: bundle }]);
}

/** What the gate action uploads of its folder. */
export function resultZip(folder: string): Buffer {
  return zipOf(
    ["decision.json", "evidence.tollgate", "comment.md", "publication.json"].map((name) => ({
      ...{ name, content: readFileSync(join(folder, name)) },
    })),
  );
}
