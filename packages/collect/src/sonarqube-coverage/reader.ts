import type { Reader } from "../reader.ts";
import { recogniseSonarCoverage } from "./recognise.ts";
import { openSession } from "./session.ts";

/** SonarQube's generic coverage, as gcovr and many plugins write it for `sonar.coverageReportPaths`. */
export const sonarqubeCoverage: Reader = {
  id: "sonarqube-coverage",
  holds: "coverage",
  recognises: recogniseSonarCoverage,
  open: openSession,
};
