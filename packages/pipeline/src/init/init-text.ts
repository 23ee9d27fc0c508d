import type { Decision, Problem, RuleResult } from "@tollgate/model";
import { grouped, plainLine, plural } from "@tollgate/text";
import type { RunAdvice } from "./advise-runs.ts";
import type { Proposal } from "./proposal.ts";
import type { PlacedWorkflow } from "./workflow/place-workflow.ts";
import { workflowLines } from "./workflow/workflow-lines.ts";

export type InitResult = {
  readonly proposal: Proposal;
  /** Today's reports, judged by the proposal. */
  readonly decision: Decision;
  /** What looks like a report and was left out. */
  readonly leftOut: readonly Problem[];
  readonly advice: RunAdvice;
  /** Absent where the repository is not on GitHub, or nothing tells how its tests run. */
  readonly workflow?: PlacedWorkflow;
  /** True when git ignores what Tollgate writes, and not the waivers. */
  readonly ignoresOutputs: boolean;
  /** The file that was written; absent when the policy is only printed. */
  readonly written?: string;
};

/** What `tollgate init` tells a person: what it saw, what today's verdict is, and what to run next. */
export function initText(result: InitResult): string {
  const { proposal, workflow, written } = result;
  const lines = [
    ...foundLines(result),
    ...(proposal.count === 0 ? firstLines(result) : verdictLines(result)),
    ...nextLines(result),
    ...(workflow === undefined ? [] : workflowLines(workflow, written !== undefined)),
  ];
  return `${lines.map(plainLine).join("\n")}\n`;
}

function foundLines({ proposal, leftOut, written }: InitResult): readonly string[] {
  const { tests, coverage, count } = proposal;
  const kinds = tests.map(({ kind, ran }) => `${grouped(ran)} ${kind}`).join(", ");
  const shares = coverage.map(({ metric, percent }) => `${percent} % of ${metric}`).join(", ");
  return [
    count === 0 ? "No report of tests or coverage was found." : `Found ${plural(count, "report")}.`,
    ...(kinds === "" ? [] : [`Tests that ran: ${kinds}.`]),
    ...(shares === "" ? [] : [`Covered: ${shares}.`]),
    ...leftOut.map(({ path, message, remedy }) => `Left out: ${path ?? ""}: ${message} ${remedy}`),
    ...(written === undefined ? [] : ["", `Written: ${written}`]),
  ];
}

/** Nothing was found: what the tools here want to be told. */
function firstLines({ advice }: InitResult): readonly string[] {
  const { tasks, beside } = advice;
  const commands =
    tasks.length > 0
      ? [...tasks.map(({ env, command }) => ({ tool: "turbo", command: `${env}${command}` })), ...beside]
      : advice.commands;
  const some = commands.slice(0, shown);
  const more = commands.length - some.length;
  return [
    "",
    ...(some.length === 0
      ? [
          "Run your tests so that they write JUnit XML, and coverage as lcov or Cobertura, into a folder `reports`.",
        ]
      : ["These commands make the test tools of this repository write reports:"]),
    ...some.map(({ tool, command }) => `  ${command}  # ${tool}`),
    ...(more > 0 ? [`  and ${more} more like these`] : []),
    ...tasks.map(
      ({ task, outputs }) =>
        `Turbo's cache keeps reports that turbo.json names: give the task "${task}" \`"outputs": ["${outputs}"]\`, or packages that did not change have none.`,
    ),
    "Let git ignore the folders of reports. docs/producers.md tells what each tool can say and how.",
  ];
}

const shown = 12;

function verdictLines({ decision, proposal: { failing } }: InitResult): readonly string[] {
  const { outcome, rules } = decision;
  const acting = rules.filter(({ effect }) => effect !== "none");
  const words = {
    allow:
      acting.length === 0
        ? "Judged by this policy, today's reports pass."
        : "Judged by this policy, today's reports are allowed, with warnings:",
    block: "Judged by this policy, today's reports block. Init does not hide that; mend it first:",
    hold: "Judged by this policy, evidence is missing today, which holds. Init does not hide that:",
  }[outcome];
  return [
    "",
    words,
    ...acting.flatMap(ruleLines),
    ...(failing.length === 0
      ? []
      : [
          "The policy only warns of failing tests, of new ones too. Mend those that fail today, then remove `no-failing-tests` from it.",
          "In the pull request that brings it they block all the same: a first policy cannot soften the built-in rules.",
        ]),
  ];
}

function ruleLines({ effect, title, message, remedy }: RuleResult): readonly string[] {
  return [`  ${effect}: ${title}: ${message}`, ...(remedy === "" ? [] : [`    ${remedy}`])];
}

function nextLines({
  proposal,
  advice: { tollgate, all, tasks, beside },
  written,
  ignoresOutputs,
}: InitResult): readonly string[] {
  const run = `${tollgate} run`;
  const [task, ...others] = proposal.count > 0 ? [] : tasks;
  const isOne = task !== undefined && others.length === 0;
  const command = isOne
    ? `${task.env}${run} -- ${task.command}`
    : all === undefined
      ? all
      : `${run} -- ${all}`;
  const tests = beside.length > 0 ? undefined : command; // one command would be half of the tests
  const again =
    proposal.count > 0
      ? []
      : written === undefined
        ? []
        : [`Then remove ${written} and run \`${tollgate} init\` again: it writes floors from the reports.`];
  return [
    "",
    ...again,
    `Judge the reports that are there:      ${run}`,
    ...(tests === undefined ? [] : [`Run the tests and judge what they did:  ${tests}`]),
    ...(ignoresOutputs
      ? []
      : [
          "Let git ignore what Tollgate writes, but no waivers: write `.tollgate/*` and below it `!.tollgate/waivers/` into .gitignore.",
        ]),
    ...(proposal.schema === undefined
      ? [
          "Editors complete tollgate.yml by its JSON Schema when Tollgate is installed in this repository; see docs/policy.md.",
        ]
      : []),
  ];
}
