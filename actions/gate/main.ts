import { gate } from "@tollgate/pipeline/run";
import { runAction } from "../runner/run-action.ts";
import { readGateInputs } from "./inputs.ts";

await runAction(async ({ get, environment }) => {
  const { options } = readGateInputs(get, environment.cwd);
  const { exitCode } = await gate(environment, options);
  return exitCode;
});
