import { compareText, type EnvironmentResult, isFlaky, worstStatus } from "@tollgate/model";
import type { Told } from "./tellings.ts";

/** By environment of a CI matrix what the executions there come to; absent where none is named. */
export type Environments = ReadonlyMap<string, EnvironmentResult>;

/** What one telling says of its environment. */
export function environmentOf({ origin, test }: Told): Environments | undefined {
  const { environment } = origin;
  if (environment.length === 0) return undefined;
  const { status, durationUs } = test;
  const result = {
    environment,
    status,
    ...(isFlaky(test) ? { flaky: true as const } : {}),
    ...(durationUs === undefined ? {} : { durationUs }),
  };
  return new Map([[environment.join("\0"), result]]);
}

/** Of one environment the worst status and the longest time count. */
export function uniteEnvironments(
  a: Environments | undefined,
  b: Environments | undefined,
): Environments | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const united = new Map(a);
  for (const [key, result] of b) {
    const known = united.get(key);
    united.set(key, known === undefined ? result : unite(known, result));
  }
  return united;
}

function unite(a: EnvironmentResult, b: EnvironmentResult): EnvironmentResult {
  const times = [a, b].flatMap(({ durationUs }) => durationUs ?? []);
  return {
    environment: a.environment,
    status: worstStatus(a.status, b.status),
    ...(a.flaky === true || b.flaky === true ? { flaky: true as const } : {}),
    ...(times.length === 0 ? {} : { durationUs: Math.max(...times) }),
  };
}

/** In a fixed order. A test that failed or was skipped in the end is not flaky. */
export function environmentResults(environments: Environments): readonly EnvironmentResult[] {
  return [...environments]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { flaky, ...result }]) =>
      flaky === true && result.status === "passed" ? { ...result, flaky } : result,
    );
}
