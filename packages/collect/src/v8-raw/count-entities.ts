import { countLayout, type Exclusion, notMeasured } from "@tollgate/model";
import type { CodeProbes, Probe } from "@tollgate/source";
import type { Look, Lookup } from "./lookup.ts";
import { restrict } from "./restrict.ts";

export type EntityCounts = { readonly counts: Float64Array; readonly excluded: readonly Exclusion[] };

/** How often each entity of the text ran, in the layout of its map. What cannot be known is not measured. */
export function countEntities(code: CodeProbes, text: string, lookup: Lookup): EntityCounts {
  const { map, probes, isHidden } = code;
  const layout = countLayout(map);
  const counts = new Float64Array(layout.length).fill(notMeasured);
  const excluded = new Map<string, Exclusion>();
  for (const [i, probe] of probes.entries()) {
    const { line } = probe;
    if (line < 0 || !isHidden(line)) {
      const count = countOf(probe);
      if (count !== undefined) counts[i] = count;
      continue;
    }
    const entity = i < layout.functions ? "line" : i < layout.arms ? "function" : "branch";
    excluded.set(`${line} ${entity}`, { line, entity, reason: "hidden by a hint for V8" });
  }
  return { counts, excluded: [...excluded.values()] };

  function countOf(probe: Probe): number | undefined {
    const found = lookFor(probe, lookup);
    if (found === undefined) return undefined;
    return restrict(found, probe, { code, text, lookup });
  }
}

function lookFor(probe: Probe, lookup: Lookup): Look | undefined {
  if (probe.of === "calls") return lookup.calls(probe.scope);
  if (probe.of === "code") return lookup.look(probe.scope, probe.code);
  const { scope, code, taken, waits, next } = probe;
  const whole = lookup.look(scope, waits ? { start: taken.start - 1, end: taken.start } : code);
  const part = lookup.look(scope, taken);
  if (whole === undefined || part === undefined) return undefined;
  const most = next === undefined ? undefined : lookup.look(scope, next);
  const count = Math.max(0, whole.count - part.count);
  return { ...whole, count: most === undefined ? count : Math.min(count, most.count) };
}
