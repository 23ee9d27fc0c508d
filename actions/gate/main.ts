import { resolve } from "node:path";
import { setOutput } from "@actions/core";
import { TollgateError } from "@tollgate/model";
import { gateRun, type JudgedRun } from "@tollgate/pipeline/gate-run";
import type { Log } from "../runner/log.ts";
import { runAction } from "../runner/run-action.ts";
import { hasArtifacts, uploadArtifact } from "../runner/upload-artifact.ts";
import { readGateInputs } from "./inputs.ts";

export const main = (): Promise<void> =>
  runAction(async ({ get, log, environment }) => {
    const { options, annotations, uploadResult, retentionDays } = readGateInputs(get, environment.cwd);
    // Also where no verdict is reached: publish shows that there is none.
    setOutput("result", resolve(environment.cwd, options.out ?? ".tollgate/out"));
    const judged = await gateRun(environment, options);
    if (annotations) {
      const { logAnnotations } = await import("@tollgate/pipeline/log-annotations");
      log.annotations(logAnnotations(judged.folder));
    }
    if (uploadResult && hasArtifacts(environment.env["GITHUB_SERVER_URL"]))
      await upload(judged, log, retentionDays);
    return judged.exitCode;
  });

/** The verdict stands already: what cannot be uploaded is a warning. */
async function upload(judged: JudgedRun, log: Log, retentionDays: number | undefined): Promise<void> {
  const { artifactName: name, folder, files } = judged;
  try {
    await uploadArtifact({ name, folder, files, ...(retentionDays === undefined ? {} : { retentionDays }) });
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    const cost = "Later runs find nothing here to compare with.";
    log.annotate("warning", `The verdict stands. ${error.message} ${cost} ${error.remedy}`);
  }
}
