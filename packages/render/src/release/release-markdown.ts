import {
  expectedTests,
  type JudgedWaiver,
  type OpenFinding,
  type OpenTest,
  type ReleaseRecord,
  type RuleResult,
  scopeLabel,
} from "@tollgate/model";
import { grouped, plural, shareOf } from "@tollgate/text";
import { extentOf, placeOf } from "../figures.ts";
import { more, name, sentence, table } from "../markdown/blocks.ts";
import { verdictWords } from "../verdict-words.ts";

/** How every record begins. */
export const releaseRecordTitle = "# Release quality record: ";

/** Rows of a table; the JSON beside it has all. */
const most = 200;

/** The record for people: Markdown that GitHub shows, in a release or an issue. */
export function renderReleaseRecord(record: ReleaseRecord): string {
  const parts = [
    ...verdict(record),
    ...section("Rules", rules(record)),
    ...section("Packages and kinds of tests", cells(record)),
    ...section("What had to arrive", expected(record)),
    ...section("Waivers", waivers(record)),
    ...section("Open defects", defects(record)),
    ...section("Problems", problems(record)),
    ...section("Evidence", evidence(record)),
    ...section("How to check this", check(record)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(title: string, parts: readonly string[]): readonly string[] {
  return [`## ${title}`, ...parts];
}

function verdict(record: ReleaseRecord): readonly string[] {
  const { subject, date, engine, decision, inputs, override } = record;
  const { sign, word, why } = verdictWords(record);
  const commit = subject.headSha ?? "unknown";
  const texts = (inputs.texts ?? []).map(({ what, path, digest }) => [`${what} ${name(path)}`, name(digest)]);
  return [
    `${releaseRecordTitle}${sign} ${word}`,
    sentence(why),
    ...(override === undefined
      ? []
      : [
          `**Let through by ${sentence(override.actor)} with the label ${name(override.label)}**: ${sentence(override.reason)} (the rules say ${override.outcome})`,
        ]),
    table(
      "ll",
      ["", ""],
      [
        ["Repository", sentence(subject.repository ?? "not named")],
        ["Commit", name(commit)],
        ["Judged on", `${date} (UTC) by ${sentence(engine)}`],
        ["Decision", name(decision)],
        ["Policy", name(inputs.policy)],
        ...texts,
      ],
    ),
  ];
}

function rules({ rules: all }: ReleaseRecord): readonly string[] {
  return [table("lllll", ["Rule", "Scope", "Mode", "Answer", "What was found"], all.map(ruleRow))];
}

function ruleRow({
  title,
  scope,
  mode,
  answer,
  effect,
  message,
  waivers = [],
}: ReleaseRecord["rules"][number]): readonly string[] {
  const by = waivers.length === 0 ? "" : ` Waived by ${waivers.map(name).join(", ")}.`;
  return [
    sentence(title),
    sentence(scopeLabel(scope)),
    mode,
    answerWords(answer, effect),
    `${sentence(message)}${by}`,
  ];
}

function answerWords(answer: RuleResult["answer"], effect: RuleResult["effect"]): string {
  return effect === "none" ? answer : `**${answer}** (${effect === "waived" ? effect : `${effect}s`})`;
}

function cells({ cells: all }: ReleaseRecord): readonly string[] {
  if (all.length === 0) return ["Nothing arrived."];
  const head = ["Package", "Kind", "Tests", "Failed", "Flaky", "Skipped", "Lines", "Branches"];
  const rows = all
    .slice(0, most)
    .map(({ package: owner, kind, tests, coverage }) => [
      name(owner),
      sentence(kind),
      ...[
        tests.cases,
        tests.failed + tests.errored,
        tests.flaky + tests.recovered,
        tests.skipped + tests.todo,
      ].map(grouped),
      shareOf(extentOf(coverage, "lines")),
      shareOf(extentOf(coverage, "branches")),
    ]);
  return [table("llrrrrrr", head, rows), ...more(all.length, most)];
}

function expected({ expected: all }: ReleaseRecord): readonly string[] {
  if (all.length === 0) return ["Neither the repository nor the policy names what must arrive."];
  const rows = all
    .slice(0, most)
    .map((item) => [
      sentence(expectedTests(item)),
      item.state === "arrived" ? item.state : `**${item.state}**${item.required ? "" : " (not required)"}`,
      sentence(item.because),
    ]);
  return [table("lll", ["What", "State", "Because"], rows), ...more(all.length, most)];
}

function waivers({ waivers: all }: ReleaseRecord): readonly string[] {
  if (all.length === 0) return ["None."];
  const head = ["Waiver", "Rule", "State", "Expires", "Owner", "Approval", "Reason"];
  return [table("lllllll", head, all.map(waiverRow))];
}

function waiverRow({
  id,
  rule,
  state,
  expires,
  owner,
  approval,
  reason,
  ticket,
}: JudgedWaiver): readonly string[] {
  const why = ticket === undefined ? reason : `${reason} (${ticket})`;
  return [name(id), name(rule), state, expires, sentence(owner), approval.verdict, sentence(why)];
}

function defects({ defects: { failing, flaky, skipped, findings } }: ReleaseRecord): readonly string[] {
  const open = findings.filter(({ suppressed }) => suppressed !== true);
  const counts = [
    plural(failing.length, "failing test"),
    plural(flaky.length, "flaky test"),
    plural(skipped, "skipped test"),
    plural(open.length, "open finding"),
    plural(findings.length - open.length, "suppressed finding"),
  ].join(", ");
  return [`${counts}.`, ...tests("failing", failing), ...tests("flaky", flaky), ...findingRows(open)];
}

function tests(what: string, all: readonly OpenTest[]): readonly string[] {
  if (all.length === 0) return [];
  const rows = all
    .slice(0, most)
    .map(({ title, kind, environment, change, file, package: owner }) => [
      name(title),
      sentence([kind, environment, knownWords[change ?? ""]].filter(Boolean).join(", ")),
      name(file ?? owner),
    ]);
  return [table("lll", [`Test, ${what}`, "Kind", "Where"], rows), ...more(all.length, most)];
}

const knownWords: Readonly<Record<string, string>> = {
  "new-failure": "new",
  "still-failing": "known: fails on the base too",
};

function findingRows(all: readonly OpenFinding[]): readonly string[] {
  if (all.length === 0) return [];
  const rows = all
    .slice(0, most)
    .map(({ level, tool, rule, message, path, line, package: owner }) => [
      level,
      sentence(rule === undefined ? tool : `${tool}: ${rule}`),
      sentence(message),
      name(path === undefined ? owner : placeOf({ path, line })),
    ]);
  return [table("llll", ["Finding", "By", "What", "Where"], rows), ...more(all.length, most)];
}

function problems({ problems: all }: ReleaseRecord): readonly string[] {
  if (all.length === 0) return ["None."];
  const rows = all
    .slice(0, most)
    .map(({ severity, code, message, path }) => [
      severity,
      code,
      sentence(message),
      path === undefined ? "" : name(path),
    ]);
  return [table("llll", ["Severity", "Code", "What", "Where"], rows), ...more(all.length, most)];
}

function evidence({ evidence: all, inputs }: ReleaseRecord): readonly string[] {
  const head = ["Report", "Package", "Kind", "By", "Read", "Digest"];
  const rows = all
    .slice(0, most)
    .map(({ path, package: owner, kind, producer, format, status, digest }) => [
      name(path),
      name(owner),
      sentence(kind),
      sentence(producer ?? format ?? "unknown"),
      status,
      name(digest),
    ]);
  const bundle =
    inputs.bundle === undefined ? [] : [`All of it together, uncompressed, is ${name(inputs.bundle)}.`];
  return [table("llllll", head, rows), ...more(all.length, most), ...bundle];
}

function check({ engine, decision }: ReleaseRecord): readonly string[] {
  const version = engine.replace(/^tollgate /, "");
  return [
    `Keep \`decision.json\` and \`evidence.tollgate\` (and \`base.tollgate\`) of this run beside each other. In any clone of the repository that has the commit, with ${sentence(engine)}:`,
    `\`\`\`sh\nsha256sum decision.json   # ${decision.replace("sha256:", "")}\nnpx tollgate@${version} replay decision.json\n\`\`\``,
    "Exit code 0: the verdict follows from the evidence and the policy, byte by byte.",
  ];
}
