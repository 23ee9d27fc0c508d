import { type EnvironmentResult, isFailing, type MergedCase, worstStatus } from "@tollgate/model";
import { once } from "./once.ts";

/**
 * A test as it ended in one environment: `node=22` of a CI matrix, or `chromium` of the runner. `undefined` where it did
 * not run there. A test of which nobody says where it ran may have run there.
 */
export function inEnvironment(test: MergedCase, environment: string): MergedCase | undefined {
  const known = ends(test);
  if (!known.has(environment)) known.set(environment, endOf(test, environment));
  return known.get(environment);
}

const ends = once((_test: MergedCase) => new Map<string, MergedCase | undefined>());

function endOf(test: MergedCase, environment: string): MergedCase | undefined {
  if (test.environment === environment) return test;
  const results = (test.byEnvironment ?? []).filter((result) => isIn(result.environment, environment));
  if (results.length > 0) return projected(test, results);
  return isTold(test, environment) ? undefined : test;
}

/** Whether it is known if a test ran in an environment. */
export function isTold(test: MergedCase, environment: string): boolean {
  if (test.environment === environment) return true;
  return environment.includes("=") ? test.byEnvironment !== undefined : test.environment !== undefined;
}

/** A job with `node=22` and `os=linux` is in both, and in `node=22, os=linux`. */
export function isIn(pairs: readonly string[], environment: string): boolean {
  return pairs.includes(environment) || pairs.join(", ") === environment;
}

/** Details, tries and the comparison with the base are told of all environments together. */
function projected(test: MergedCase, results: readonly EnvironmentResult[]): MergedCase {
  const { durationUs: _longest, onBase: _anywhere, ...rest } = test;
  const status = results.map((result) => result.status).reduce(worstStatus);
  const times = results.flatMap(({ durationUs }) => durationUs ?? []);
  return {
    ...rest,
    status,
    details: isFailing(status) || status === test.status ? test.details : [],
    flaky: status === "passed" && results.some(({ flaky }) => flaky === true),
    ...(times.length === 0 ? {} : { durationUs: Math.max(...times) }),
  };
}
