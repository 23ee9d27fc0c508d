import type { Decision } from "@tollgate/model";
import { bullet, folded, name } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** How anybody comes to this verdict on a machine of their own. */
export function reproduceSection({ subject, rules }: Decision): Section {
  const biting = rules.find(({ effect }) => effect === "block" || effect === "hold");
  const items = [
    `Judge a checkout of this change, after its tests ran: ${name(`npx --no-install tollgate run${baseOption(subject.baseRef)}`)}`,
    `Judge the same evidence again, in the folder of \`decision.json\` and \`evidence.tollgate\`: ${name("npx --no-install tollgate replay decision.json")}`,
    ...(biting === undefined || !isHarmless(biting.rule)
      ? []
      : [
          `See how a rule came to its answer: ${name(`npx --no-install tollgate explain rule ${biting.rule}`)}`,
        ]),
  ];
  return {
    noun: ["way to reproduce it", "ways to reproduce it"],
    total: 1,
    worth: 5,
    render: () => folded("How to reproduce this", items.map(bullet).join("\n")),
  };
}

function baseOption(baseRef: string | undefined): string {
  return baseRef !== undefined && isHarmless(baseRef) ? ` --base ${baseRef}` : "";
}

/** People copy it into a shell. */
function isHarmless(text: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_./-]{0,100}$/u.test(text);
}
