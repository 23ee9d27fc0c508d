/** Everything that a run may leave in its folder. */
export const outputNames = [
  "cobertura.xml",
  "comment.md",
  "coverage-final.json",
  "ctrf.json",
  "decision.json",
  "evidence.tollgate",
  "gate.xml",
  "junit.xml",
  "lcov.info",
  "report.json",
  "sonarqube.xml",
] as const;

export type OutputName = (typeof outputNames)[number];
