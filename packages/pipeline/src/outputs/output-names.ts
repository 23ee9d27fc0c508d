/** Everything that a run may leave in its folder. */
export const outputNames = [
  "base.tollgate",
  "cobertura.xml",
  "comment.md",
  "coverage-final.json",
  "ctrf.json",
  "decision.json",
  "evidence.tollgate",
  "findings.sarif",
  "gate.xml",
  "junit.xml",
  "lcov.info",
  "publication.json",
  "release-record.json",
  "release-record.md",
  "report.html",
  "report.json",
  "sonarqube.xml",
  "vsa-predicate.json",
  "vsa.json",
] as const;

/** Formats that are written only when they are asked for: few want them, and most are large. */
export const furtherFormats = ["istanbul", "sarif", "sonarqube", "vsa"] as const;

export type FurtherFormat = (typeof furtherFormats)[number];

export type OutputName = (typeof outputNames)[number];
