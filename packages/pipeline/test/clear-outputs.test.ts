import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportInput } from "@tollgate/model";
import { renderPublication } from "@tollgate/render";
import { aCase, aDecision, aFile, aReport, createTemporaryFolder } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clearOutputs } from "../src/outputs/clear-outputs.ts";
import { furtherFormats, outputNames } from "../src/outputs/output-names.ts";
import { writeOutputs, writeReleaseRecord } from "../src/outputs/write-outputs.ts";
import { writeVsa } from "../src/outputs/write-vsa.ts";

const eslint: ReportInput = {
  id: "sha256:1",
  origin: {
    ...{ package: "shop", kind: "unit", job: "", shard: { index: 1, total: 1 }, attempt: 1 },
    ...{ environment: [], invocation: "" },
  },
  input: { path: "eslint.json", bytes: 2, digest: "sha256:1" },
  status: "ok",
  holds: "findings",
  superseded: false,
};

let folder: string;
beforeEach(() => {
  folder = createTemporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(names: readonly string[], text: string): void {
  for (const name of names) writeFileSync(join(folder, name), text);
}

describe("clearing the outputs", () => {
  it("removes everything that a run wrote", async () => {
    const report = aReport({
      tests: [aCase()],
      coverage: [aFile({ lines: { 1: 1 } })],
      inputs: [eslint],
    });
    const nothing = { evidence: [] };
    const verdict = { report, decision: aDecision({ subject: { headSha: "1".repeat(40) } }) };
    await writeOutputs(folder, verdict, { bundle: nothing, base: { bundle: nothing } }, furtherFormats);
    writeReleaseRecord(folder, verdict);
    writeVsa({ env: {}, now: () => 0, stderr: () => {} }, folder, verdict, []);
    expect(readdirSync(folder).sort()).toEqual([...outputNames].sort());
    clearOutputs(folder, []);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("removes what publish would show, however it is written", () => {
    const publication = renderPublication(aReport(), aDecision());
    const { schema, ...rest } = publication;
    put(["publication.json"], `\n${JSON.stringify({ ...rest, schema })}`);
    clearOutputs(folder, []);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps what another tool wrote, and every input under whatever name", () => {
    put(["junit.xml", "lcov.info", "notes.md"], "written by tollgate\n");
    put(["evidence.tollgate", "decision.json"], "{}");
    symlinkSync(folder, join(folder, "link"));
    clearOutputs(folder, [join(folder, "link/evidence.tollgate")]);
    expect(readdirSync(folder).sort()).toEqual([
      "evidence.tollgate",
      "junit.xml",
      "lcov.info",
      "link",
      "notes.md",
    ]);
  });

  it("has nothing to do where nothing is", () => {
    put(["file"], "");
    for (const missing of ["gone", "file", "file/below"]) clearOutputs(join(folder, missing), []);
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("refuses to leave an old verdict", () => {
    mkdirSync(join(folder, "decision.json"));
    expect(() => clearOutputs(folder, [])).toThrow(
      expect.objectContaining({ code: "usage", remedy: expect.stringContaining("--out") }),
    );
  });
});
