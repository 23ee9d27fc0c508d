import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createShop, type Shop } from "./shop.ts";

/**
 * The demonstration: the example monorepo as a real git repository with a `main` commit and a pull request on
 * top, its real tests run by turbo on both, and the pull request gated against main.
 */
const { values } = parseArgs({
  options: {
    /** The pull request without its bug: the verdict must be allow. */
    "without-bug": { type: "boolean", default: false },
    /** Where the outputs go. */
    out: { type: "string", default: ".tollgate/demo" },
  },
});

const root = resolve(import.meta.dirname, "../..");
const out = resolve(root, values.out);
const wanted = values["without-bug"] ? "allow" : "block";

const shop = createShop(root);
try {
  process.exitCode = demonstrate(shop);
} finally {
  shop.remove();
}

function demonstrate(shop: Shop): number {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });

  step("main: the storefront as it is");
  shop.commit("main", "The storefront");
  shop.install();
  shop.runTests();
  const base = join(out, "main.tollgate");
  if (shop.tollgate(["collect", "--out", base]) !== 0)
    return complain("The reports of main were not collected.");

  step(`pull request: vouchers${values["without-bug"] ? ", without the bug" : ""}`);
  shop.overlay("change");
  if (values["without-bug"]) shop.overlay("without-bug");
  shop.commit("vouchers", "Accept vouchers at the checkout");
  shop.removeReports();
  shop.runTests();

  step("the gate");
  const exitCode = shop.tollgate(["run", "--base", "main", "--base-report", base, "--out", out]);
  keepReports(shop);
  return judge(exitCode);
}

/** Whether the verdict is the wanted one, and the exit code its own. Returns the exit code of the demonstration. */
function judge(exitCode: number): number {
  if (exitCode > 1) return complain("The gate reached no verdict.");
  const { outcome }: { outcome: string } = JSON.parse(readFileSync(join(out, "decision.json"), "utf8"));
  if (outcome !== wanted)
    return complain(`The demonstration wanted the verdict ${wanted} and got ${outcome}.`);
  if (exitCode !== (outcome === "allow" ? 0 : 1))
    return complain(`The exit code ${exitCode} does not fit the verdict ${outcome}.`);
  const { out: folder } = values;
  process.stdout.write(
    `\nThis is the verdict that was wanted. Look at ${folder}/comment.md first, then open ${folder}/report.html.\n`,
  );
  return 0;
}

function complain(text: string): number {
  process.stderr.write(`\n${text}\n`);
  return 1;
}

/** The reports that the tools wrote stay beside the outputs, for a look with `tollgate inspect`. */
function keepReports(shop: Shop): void {
  for (const folder of shop.reportFolders())
    cpSync(join(shop.folder, folder), join(out, "reports", folder), { recursive: true });
}

function step(text: string): void {
  process.stdout.write(`\n── ${text}\n`);
}
