import type { Decision, Report } from "@tollgate/model";

/**
 * The same function that works only once for a report and a decision: several surfaces show the same, and there may be a
 * hundred thousand failing tests.
 */
export function onceAVerdict<T extends object>(
  make: (report: Report, decision: Decision) => T,
): (report: Report, decision: Decision) => T {
  const known = new WeakMap<Report, WeakMap<Decision, T>>();
  return (report, decision) => {
    const ofReport = known.get(report) ?? new WeakMap<Decision, T>();
    known.set(report, ofReport);
    const made = ofReport.get(decision) ?? make(report, decision);
    ofReport.set(decision, made);
    return made;
  };
}
