import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { type RunActionOptions, type RunContext, runAction, type StepResult } from "@tollgate/testkit/runner";

/** A run of a push, for tests that care about something else. */
export function aRun(members: Partial<RunContext> = {}): RunContext {
  return {
    repository: "octo/shop",
    eventName: "push",
    event: { after: "a".repeat(40) },
    sha: "a".repeat(40),
    ref: "refs/heads/main",
    runId: 4711,
    ...members,
  };
}

/** Writes an action whose entry is `code`, runs it in an empty workspace, and removes both. */
export async function runTiny(
  code: string,
  options: Partial<RunActionOptions> & { readonly inputs?: string } = {},
): Promise<StepResult> {
  const folder = createTemporaryFolder();
  try {
    const action = writeAction(join(folder, "action"), code, options.inputs);
    const workspace = join(folder, "workspace");
    mkdirSync(workspace);
    return await runAction({ action, workspace, run: aRun(), ...options });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An action of one file; `inputs` is YAML. */
export function writeAction(folder: string, code: string, inputs = "{}"): string {
  mkdirSync(join(folder, "dist"), { recursive: true });
  writeFileSync(
    join(folder, "dist/main.mjs"),
    `import { appendFileSync, writeFileSync } from "node:fs";\n${code}\n`,
  );
  const manifest = `name: tiny\ndescription: for a test\ninputs: ${inputs}\nruns:\n  using: node24\n  main: dist/main.mjs\n`;
  writeFileSync(join(folder, "action.yml"), manifest);
  return folder;
}
