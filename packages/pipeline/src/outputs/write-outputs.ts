import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { type Bundle, compareText, type Decision, isHelping, type Report } from "@tollgate/model";
import {
  decisionJson,
  type Piece,
  type PublicationOptions,
  publicationJson,
  releaseRecord,
  releaseRecordJson,
  renderCobertura,
  renderCtrf,
  renderDecisionJunit,
  renderIstanbul,
  renderJunit,
  renderLcov,
  renderPublication,
  renderReleaseRecord,
  renderSarif,
  renderSite,
  renderSonarqube,
  renderSummary,
  reportJson,
} from "@tollgate/render";
import { plainLine } from "@tollgate/text";
import { writeBundle } from "../bundles/bundle-file.ts";
import type { Environment } from "../environment.ts";
import type { Verdict } from "../judge.ts";
import type { FurtherFormat, OutputName } from "./output-names.ts";
import { systemCodeOf } from "./replace-file.ts";
import { writeText } from "./write-text.ts";

/** A file that was written, and what it is for, for the list at the end of a run. */
export type WrittenFile = { readonly path: string; readonly what: string };

/** What was judged, and what it was compared with. */
export type JudgedEvidence = { readonly bundle: Bundle; readonly base?: { readonly bundle: Bundle } };

/** Writes everything that a run leaves behind, into one folder; `also` are formats that were asked for beside. */
export async function writeOutputs(
  folder: string,
  { report, decision }: Verdict,
  { bundle, base }: JudgedEvidence,
  also: readonly FurtherFormat[] = [],
  options: PublicationOptions = {},
): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  const write = (name: OutputName, what: string, pieces: Iterable<Piece>): void => {
    writeText(join(folder, name), pieces);
    written.push({ path: join(folder, name), what });
  };
  const publication = renderPublication(report, decision, options);
  write("decision.json", "the verdict with every rule", [decisionJson(decision)]);
  write("comment.md", "the pull-request comment", [publication.comment.body]);
  write("publication.json", "all that the platform is to show, for the publisher", [
    publicationJson(publication),
  ]);
  write("report.json", "all figures", reportJson(report));
  const { template } = await import("@tollgate/site/template"); // as large as much of the rest, and wanted here alone
  write("report.html", "the report to read in a browser", renderSite(report, decision, template));
  write("junit.xml", "all tests, merged", renderJunit(report));
  write("ctrf.json", "all tests, merged, as CTRF", renderCtrf(report));
  write("gate.xml", "the rules as JUnit test cases", [renderDecisionJunit(decision)]);
  if (report.coverage.length > 0) {
    write("lcov.info", "all coverage, merged", renderLcov(report));
    write("cobertura.xml", "all coverage, merged, as Cobertura", renderCobertura(report));
    if (also.includes("istanbul"))
      write("coverage-final.json", "all coverage, merged, as istanbul's JSON", renderIstanbul(report));
    if (also.includes("sonarqube"))
      write("sonarqube.xml", "all coverage, merged, for SonarQube", renderSonarqube(report));
  }
  if (also.includes("sarif") && report.inputs.some(({ holds }) => holds === "findings"))
    write("findings.sarif", "all findings, merged, as SARIF", renderSarif(report));
  const pack = (name: OutputName, what: string, content: Bundle): void => {
    writeBundle(join(folder, name), content);
    written.push({ path: join(folder, name), what });
  };
  pack("evidence.tollgate", "the evidence, to judge again or to compare with", bundle);
  if (base !== undefined) pack("base.tollgate", "the base's evidence that was compared with", base.bundle);
  return written.sort((a, b) => compareText(a.path, b.path));
}

/** The record of a release, to attach to it. */
export function writeReleaseRecord(folder: string, { report, decision }: Verdict): readonly WrittenFile[] {
  const record = releaseRecord(report, decision);
  const files: readonly (readonly [OutputName, string, string])[] = [
    ["release-record.json", "the quality record of the release, for programs", releaseRecordJson(record)],
    ["release-record.md", "the quality record of the release, to attach to it", renderReleaseRecord(record)],
  ];
  return files.map(([name, what, text]) => {
    const path = join(folder, name);
    writeText(path, [text]);
    return { path, what };
  });
}

/**
 * Job summary and step outputs, where GitHub Actions gives files for them. The verdict stands already: a file that
 * cannot be written is a warning, and changes nothing about it.
 */
export function writeGithubFiles(
  { env, stderr }: Environment,
  { report, decision }: Verdict,
  folder: string,
): void {
  const append = (variable: string, text: () => string): void => {
    const path = env[variable];
    if (path === undefined || path === "") return;
    try {
      appendFileSync(path, text());
    } catch (error) {
      const code = systemCodeOf(error);
      if (code === undefined) throw error;
      stderr(
        `${plainLine(`warning: the file that ${variable} names cannot be written (${code}): ${path}`)}\n`,
      );
    }
  };
  append("GITHUB_STEP_SUMMARY", () => renderSummary(report, decision));
  append("GITHUB_OUTPUT", () => outputLines(report, decision, folder));
}

function outputLines(report: Report, decision: Decision, folder: string): string {
  const {
    outcome,
    override,
    waivers = [],
    counts: { tests, failing, flaky },
  } = decision;
  return [
    `outcome=${outcome}`,
    `decision=${join(folder, "decision.json")}`,
    `result=${folder}`,
    `tests=${tests}`,
    `failing=${failing}`,
    `flaky=${flaky}`,
    `waivers=${waivers.filter(({ state }) => isHelping(state)).length}`,
    `override=${override !== undefined}`,
    `coverage=${leastCoverage(report)}`,
    "",
  ].join("\n");
}

/** Covered lines in percent with one decimal, rounded down: what is sure where evidence is missing. Empty without lines. */
function leastCoverage({ totals: { coverage } }: Report): string {
  const { found, hit } = coverage?.lines ?? { found: 0, hit: 0 };
  return found === 0 ? "" : (Math.floor((hit * 1_000) / found) / 10).toFixed(1);
}
