import { dirname } from "node:path";
import { setOutput } from "@actions/core";
import { collect } from "@tollgate/pipeline/collect";
import { plural } from "@tollgate/text";
import { runAction } from "../runner/run-action.ts";
import { hasArtifacts, uploadArtifact } from "../runner/upload-artifact.ts";
import { readCollectInputs } from "./inputs.ts";

export const main = (): Promise<void> =>
  runAction(async ({ get, log, environment }) => {
    const { options, upload, name, retentionDays } = readCollectInputs(get, environment.cwd);
    const { bundle, reports, unreadable, mustBeReadable, artifactName } = await collect(environment, options);
    const bad = new Set(unreadable.map(({ path }) => path)).size;
    setOutput("bundle", bundle);
    setOutput("reports", reports);
    setOutput("problems", bad);
    if (upload && !hasArtifacts(environment.env["GITHUB_SERVER_URL"])) log.annotate("notice", notHere);
    else if (upload) {
      const artifact = name ?? artifactName;
      const id = await uploadArtifact({
        name: artifact,
        folder: dirname(bundle),
        files: [bundle],
        compress: false,
        ...(retentionDays === undefined ? {} : { retentionDays }),
      });
      setOutput("artifact", artifact);
      setOutput("artifact-id", id ?? "");
    }
    const [first] = unreadable;
    if (first === undefined || !mustBeReadable) return 0;
    log.annotate(
      "error",
      `${plural(bad, "report")} cannot be read. ${first.path}: ${first.message} ${first.remedy}`,
    );
    return 1;
  });

const notHere =
  "This GitHub has no artifacts of version 4, so the bundle was only written. Carry the path of the output `bundle` by actions/cache or an older upload-artifact, and give it to the gate by `bundles`.";
