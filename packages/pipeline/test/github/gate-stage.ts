import type { Problem } from "@tollgate/model";
import { type GateRunOptions, gateRun } from "../../src/github/gate-run.ts";
import type { Judged } from "../../src/run.ts";
import { bundleOf, bundleZip, checkoutOf, type RunnerOptions, resultZip, type Shop, stepIn } from "./shop.ts";

const reads = { contents: "read", actions: "read", "pull-requests": "read" } as const;

export function gateIn(
  shop: Shop,
  environment: ReturnType<typeof stepIn>,
  options: Partial<GateRunOptions> = {},
): Promise<Judged> {
  const token = shop.fake.token({ permissions: reads });
  return gateRun(environment, { token, bundles: [], baseline: "auto", jobs: "auto", ...options });
}

export const messages = ({ decision }: Judged): readonly string[] =>
  decision.rules.filter(({ effect }) => effect !== "none").map(({ message }) => message);

export const told = ({ decision }: Judged): readonly Problem[] => decision.inputs.problems ?? [];

export type Pushed = { readonly run: number; readonly judged: Judged };

/** A finished push run of main whose gate judged and uploaded its result. */
export async function pushed(
  shop: Shop,
  sha: string,
  report: string | undefined,
  status: "completed" | "in_progress" = "completed",
): Promise<Pushed> {
  const { fake } = shop;
  const run = fake.add.run({ headSha: sha, status: "in_progress" });
  const checkout = checkoutOf(shop, sha);
  const payload = { ref: "refs/heads/main", before: shop.main[shop.main.indexOf(sha) - 1] };
  const step = stepIn(shop, checkout, { event: "push", payload, run: run.id, sha });
  if (report !== undefined)
    fake.add.artifact(run, {
      name: "tollgate-bundle-test-1of1-attempt1",
      bytes: bundleZip(await bundleOf(step, report)),
    });
  fake.add.job(run, { name: "test" });
  const judged = await gateIn(shop, step);
  fake.add.artifact(run, { name: "tollgate-result-tollgate-attempt1", bytes: resultZip(judged.folder) });
  Object.assign(run.attempts[0]!, { status, conclusion: status === "completed" ? "success" : null });
  return { run: run.id, judged };
}

/** A run for a pull request whose feature branch left main at its second commit. */
export function proposed(shop: Shop): {
  readonly run: ReturnType<Shop["fake"]["add"]["run"]>;
  readonly options: RunnerOptions;
  readonly merge: string;
} {
  const { origin, fake } = shop;
  origin.git("switch", "--quiet", "--force-create", "feature", shop.main[1]);
  const head = origin.commit("feature", { "price.js": "export const price = 1;\n" });
  origin.git("switch", "--quiet", "--detach", shop.main[1]);
  origin.git("merge", "--quiet", "--no-ff", "--message=merge", "feature");
  const merge = origin.git("rev-parse", "HEAD");
  const pull = fake.add.pullRequest({ head: { sha: head, branch: "feature" }, base: { sha: shop.main[2] } });
  const run = fake.add.run({ event: "pull_request", headSha: head, headBranch: "feature" });
  const payload = {
    number: pull.number,
    pull_request: { number: pull.number, head: { sha: head }, base: { ref: "main", sha: shop.main[1] } },
  };
  return { run, merge, options: { event: "pull_request", payload, run: run.id, sha: merge } };
}
