import { withBuiltInRules } from "@tollgate/gate";
import { renderPolicy } from "@tollgate/render";
import { plainLine } from "@tollgate/text";
import { readTree } from "@tollgate/workspace";
import type { Environment } from "./environment.ts";
import { readSetting, type SettingOptions } from "./setting.ts";

/** The policy by which this checkout would be judged, entry by entry with the layer that asks for it. */
export async function explainPolicy(environment: Environment, options: SettingOptions): Promise<number> {
  const { policy, problems } = await readSetting(environment, await readTree(environment), options);
  environment.stdout(renderPolicy(policy, withBuiltInRules(policy), environment));
  for (const { code, message, remedy } of problems)
    if (code === "policy-broken" || code === "policy-unknown" || code === "policy-changed")
      environment.stderr(`${plainLine(`${message} ${remedy}`)}\n`);
  return 0;
}
