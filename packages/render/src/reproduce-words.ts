import type { Decision } from "@tollgate/model";

/** What a command is for, and the command. */
export type Reproduction = { readonly purpose: string; readonly command: string };

/** How anybody comes to this verdict on a machine of their own. */
export function reproductions({ subject, rules }: Decision): readonly Reproduction[] {
  const biting = rules.find(({ effect }) => effect === "block" || effect === "hold");
  return [
    {
      purpose: "Judge a checkout of this change, after its tests ran",
      command: `npx --no-install tollgate run${baseOption(subject.baseRef)}`,
    },
    {
      purpose: "Judge the same evidence again, in the folder of `decision.json` and `evidence.tollgate`",
      command: "npx --no-install tollgate replay decision.json",
    },
    ...(biting === undefined || !isHarmless(biting.rule)
      ? []
      : [
          {
            purpose: "See how a rule came to its answer",
            command: `npx --no-install tollgate explain rule ${biting.rule}`,
          },
        ]),
  ];
}

function baseOption(baseRef: string | undefined): string {
  return baseRef !== undefined && isHarmless(baseRef) ? ` --base ${baseRef}` : "";
}

/** People copy it into a shell. */
function isHarmless(text: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_./-]{0,100}$/u.test(text);
}
