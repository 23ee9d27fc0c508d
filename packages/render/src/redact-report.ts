import type { Decision, Report } from "@tollgate/model";
import { redact } from "@tollgate/text";

const reports = new WeakMap<Report, Report>();
const decisions = new WeakMap<Decision, Decision>();

/**
 * The report without the secrets that tests, runners and readers quoted. Every renderer starts with it, so nothing
 * captured reaches an output as it was. Made once for each report; what holds no secret is shared, not copied.
 */
export function redactReport(report: Report): Report {
  return once(reports, report, () => {
    const { coverage, packages, ...quoting } = report; // paths and source code names quote nothing
    return { ...redactAll(quoting), coverage, packages };
  });
}

/** The decision without the secrets that its sentences quote from reports. */
export function redactDecision(decision: Decision): Decision {
  return once(decisions, decision, () => redactAll(decision));
}

function once<T extends object>(known: WeakMap<T, T>, value: T, make: () => T): T {
  const made = known.get(value) ?? make();
  known.set(value, made);
  known.set(made, made);
  return made;
}

/** The value with every text in it redacted; the same object where nothing changes. */
function redactAll<T>(value: T): T {
  return redactValue(value) as T; // the shape stays
}

function redactValue(value: unknown): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) {
    const items = value.map(redactValue);
    return items.every((item, i) => item === value[i]) ? value : items;
  }
  return value !== null && typeof value === "object" ? redactMembers(value) : value;
}

function redactMembers(value: object): object {
  let copy: Record<string, unknown> | undefined;
  for (const [name, member] of Object.entries(value)) {
    const clean = redactValue(member);
    if (clean === member) continue;
    copy ??= { ...value };
    copy[name] = clean; // members of the model have names of ours
  }
  return copy ?? value;
}
