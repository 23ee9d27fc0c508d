import {
  type ExpectedList,
  expectedTests,
  type ListedEvidence,
  type ListedException,
  type ListedExpectation,
  type Problem,
} from "@tollgate/model";
import { grouped, plural } from "@tollgate/text";
import { placeOf } from "../figures.ts";
import { type Paint, paintFor, plain, type TerminalOptions, toOutput, wrapped } from "./style.ts";

/** Most reports and missing parts that are shown of one expectation. */
const shown = 5;

/** What must arrive, package by package: why, what came for it, what did not. */
export function renderExpectedList(list: ExpectedList, options: TerminalOptions): string {
  const paint = paintFor(options);
  const { expected, excepted, problems } = list;
  return toOutput([
    ...wrapped(summaryOf(list), "", "", options),
    ...expected.flatMap((item, i) => [
      ...(item.package === expected[i - 1]?.package ? [] : ["", paint.bold(plain(item.package))]),
      ...expectationLines(item, options, paint),
    ]),
    ...(excepted.length === 0 ? [] : ["", paint.bold("Taken out by the policy:")]),
    ...excepted.flatMap((item) => exceptionLines(item, options)),
    ...(problems.length === 0 ? [] : ["", paint.bold("Worth knowing:")]),
    ...problems.flatMap((problem) => problemLines(problem, options)),
  ]);
}

function summaryOf({ expected }: ExpectedList): string {
  if (expected.length === 0)
    return "Nothing is expected: no turbo.json has a test task and no package a test script. Say in `expect` of tollgate.yml what must arrive.";
  const open = expected.filter(({ state, required }) => state === "missing" && required).length;
  const missing = open === 0 ? "nothing is missing" : `${grouped(open)} ${open === 1 ? "is" : "are"} missing`;
  return `${plural(expected.length, "expectation")}, ${missing}.`;
}

const words: Readonly<Record<ListedExpectation["state"], string>> = {
  arrived: "arrived",
  reused: "reused",
  broken: "came and cannot be used",
  missing: "missing",
};

function expectationLines(
  item: ListedExpectation,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  const { kind = "any kind", state, required, because, by, missing, shards, environments } = item;
  const isOpen = state === "missing" || state === "broken";
  const sign = isOpen ? (required ? paint.yellow("◌") : "·") : paint.green("✔");
  const wanted = [
    ...(shards === undefined ? [] : [plural(shards, "shard")]),
    ...(environments ?? []),
    ...(required ? [] : ["optional"]),
  ];
  const detail = wanted.length === 0 ? "" : ` (${wanted.join(", ")})`;
  return [
    `  ${sign} ${plain(kind)}${plain(detail)}: ${words[state]}`,
    ...wrapped(because, "      why: ", "           ", options),
    ...some(by).flatMap((came) => wrapped(cameWords(came), "      by: ", "          ", options)),
    ...missing
      .slice(0, shown)
      .flatMap(({ what, because: why, remedy }) => [
        ...wrapped(
          why === because ? what : `${what} (${why})`,
          "      missing: ",
          "               ",
          options,
        ),
        ...wrapped(remedy, "      do: ", "          ", options),
      ]),
    ...more(by.length + Math.max(0, missing.length - shown) - Math.min(by.length, shown), paint),
  ];
}

function some(by: readonly ListedEvidence[]): readonly ListedEvidence[] {
  return by.slice(0, shown);
}

function more(rest: number, paint: Paint): readonly string[] {
  return rest > 0 ? [paint.dim(`      and ${grouped(rest)} more with --json`)] : [];
}

function cameWords({ path, shard, environment, reused, fromCache }: ListedEvidence): string {
  const told = [
    ...(shard.total === 1 ? [] : [`shard ${shard.index} of ${shard.total}`]),
    ...environment,
    ...(reused === undefined
      ? []
      : [`reused from commit ${reused.commit.slice(0, 12)}, ${reused.from}: the inputs are the same`]),
    ...(fromCache === undefined ? [] : [`restored by a cache for ${fromCache}`]),
  ];
  return told.length === 0 ? path : `${path} (${told.join(", ")})`;
}

function exceptionLines(item: ListedException, options: TerminalOptions): readonly string[] {
  return wrapped(
    `${expectedTests(item)}: ${item.reason} (${placeOf(item.exceptedAt)})`,
    "  - ",
    "    ",
    options,
  );
}

function problemLines({ message, remedy, path, line }: Problem, options: TerminalOptions): readonly string[] {
  const place = path === undefined ? "" : `${placeOf({ path, line })}: `;
  return wrapped(`${place}${message} ${remedy}`, "  - ", "    ", options);
}
