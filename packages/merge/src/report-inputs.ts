import { compareText, type Evidence, type ReportInput, type RunManifest } from "@tollgate/model";

/** Every input of a report, sorted by path. `runs` are those that count. */
export function reportInputs(
  evidence: readonly Evidence[],
  { superseded, runs }: { readonly superseded: readonly Evidence[]; readonly runs: readonly RunManifest[] },
): readonly ReportInput[] {
  const old = new Set(superseded.map(({ id }) => id));
  const cached = cachedOutputs(runs);
  return evidence
    .map((item) => toInput(item, old.has(item.id), cached.get(item.input.path)))
    .sort((a, b) => compareText(a.input.path, b.input.path) || compareText(a.id, b.id));
}

/** What a cache restored, by its path; the task for which it did. */
function cachedOutputs(runs: readonly RunManifest[]): ReadonlyMap<string, string> {
  const tasks = runs.filter(({ cached, task }) => cached === true && task !== undefined);
  return new Map(
    tasks.flatMap(({ source, task, outputs = [] }) =>
      outputs.map(({ path }) => [path, `${source}: ${task}`] as const),
    ),
  );
}

function toInput(item: Evidence, superseded: boolean, fromCache: string | undefined): ReportInput {
  const { id, origin, input, status, reused } = item;
  const holds = holdsOf(item);
  const attachments = item.tests?.attachments;
  const tools = item.findings?.tools;
  return {
    id,
    origin,
    input,
    status,
    ...(holds === undefined ? {} : { holds }),
    ...(tools === undefined ? {} : { tools }),
    superseded,
    ...(item.dirty === true ? { dirty: true } : {}),
    ...(reused === undefined ? {} : { reused }),
    ...(fromCache === undefined || reused !== undefined ? {} : { fromCache }),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

function holdsOf({ tests, coverage, findings, runs }: Evidence): ReportInput["holds"] {
  if (tests !== undefined) return "tests";
  if (coverage !== undefined) return "coverage";
  if (findings !== undefined) return "findings";
  return runs.length > 0 ? "runs" : undefined;
}
