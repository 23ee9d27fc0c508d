import { createEnvironment } from "../../packages/cli/src/create-environment.ts";
import {
  asRead,
  collectOptionsOf,
  collectReports,
} from "../../packages/pipeline/src/evidence/collect-reports.ts";
import { readCollectSetting } from "../../packages/pipeline/src/policy/setting.ts";
import { readTree } from "../../packages/workspace/src/index.ts";
import { reportsRead } from "./reports-read.ts";
import { tellPart } from "./tell-part.ts";

/** Finds and reads the reports of the repository that is the working directory, as `collect` does. */
const environment = createEnvironment();
const setting = await readCollectSetting(environment, await readTree(environment), {});

await tellPart(async () => {
  const collecting = collectOptionsOf(environment, { files: [], kind: "unit" }, undefined);
  const { bundle } = await collectReports(environment, setting, collecting, asRead);
  return reportsRead(bundle);
});
