import { explainPolicy as explained } from "@tollgate/gate";
import { isoDateOf, type Problem, type ProblemCode } from "@tollgate/model";
import { renderPolicy } from "@tollgate/render";
import { plainLine } from "@tollgate/text";
import { readChanges, readTree } from "@tollgate/workspace";
import type { Environment } from "./environment.ts";
import { ignoredWaivers, readWaivers } from "./policy/read-waivers.ts";
import { readRulingOwners } from "./policy/ruling.ts";
import { readSetting, type SettingOptions } from "./policy/setting.ts";

export type ExplainPolicyOptions = SettingOptions & { readonly json: boolean };

/** What is in force for this checkout: rules with the layer that asks for each, who may override, and waivers. */
export async function explainPolicy(
  environment: Environment,
  { json, ...options }: ExplainPolicyOptions,
): Promise<number> {
  const setting = await readSetting(environment, await readTree(environment), options);
  const { tree, subject, ruling, policy } = setting;
  const date = isoDateOf(environment.now());
  const waivers = await readWaivers(environment, setting, {
    ...{ date, reviews: undefined },
    changes: readChanges(environment, tree, subject),
    owners: readRulingOwners(environment, tree, ruling),
  });
  const problems = [...setting.problems, ...waivers.problems, ...ignoredWaivers(tree)].filter(isAboutPolicy);
  const explanation = explained(policy, { date, problems, waivers: waivers.filed });
  if (json) {
    environment.stdout(`${JSON.stringify(explanation, null, 2)}\n`);
    return 0;
  }
  environment.stdout(renderPolicy(explanation, environment));
  for (const { message, remedy, path } of problems)
    environment.stderr(`${plainLine(`${path === undefined ? "" : `${path}: `}${message} ${remedy}`)}\n`);
  return 0;
}

const aboutPolicy: ReadonlySet<ProblemCode> = new Set([
  "policy-broken",
  "policy-unknown",
  "policy-changed",
  "unread-waiver",
]);

function isAboutPolicy({ code }: Problem): boolean {
  return aboutPolicy.has(code);
}
