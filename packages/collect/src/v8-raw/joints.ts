import type { CodeExtent, CodeProbes, Joint } from "@tollgate/source";
import type { CountedRange } from "./counted-script.ts";
import { firstIndex } from "./first-index.ts";
import type { Segment } from "./owners.ts";

/** What tells whether a count that V8 shows is the one that it took. */
export interface Joints {
  /** A part of an expression, behind which V8 does not count anew: what follows `&&`, `?`, `?.`… */
  isPart(range: CountedRange): boolean;
  /** Whether something of a scope ends behind `range` and before the code at `offset`, behind which V8 counts anew. */
  isCountedAnew(range: CountedRange, offset: number, code: CodeExtent, scope: number): boolean;
}

/** Where the script is the text. */
export function jointsInText({ joints }: CodeProbes, text: string): Joints {
  const byScope = Map.groupBy(joints, ({ scope }) => scope);
  return {
    isPart: ({ start }) => "&|?:".includes(text[start] ?? " "),
    isCountedAnew({ end }, offset, _code, scope) {
      const last = lastBefore(byScope.get(scope), offset);
      return last !== undefined && last.end >= end;
    },
  };
}

/** Where the script was made of the text: what ended in front of some code in the text did in the script. */
export function jointsBySegments({ joints, starts }: CodeProbes, segments: readonly Segment[]): Joints {
  const byScope = Map.groupBy(joints, ({ scope }) => scope);
  const inText = [...segments].sort((a, b) => a.text - b.text || a.script - b.script);
  const inScript = [...segments].sort((a, b) => a.script - b.script);
  return {
    isPart(range) {
      const at = firstIndex(inScript, range.start, ({ script }) => script);
      const first = inScript[at];
      if (first === undefined || first.script >= range.end) return true;
      return !isNewStatement(first) && !isBehindWait(inScript[at - 1], first);
    },
    isCountedAnew({ start }, _offset, code, scope) {
      const last = lastBefore(byScope.get(scope), code.start);
      return last !== undefined && (lastPlaceIn(last)?.script ?? -1) >= start;
    },
  };

  /** What was made of one assignment, `a ||= b`, may begin with its start once more. */
  function isNewStatement({ text: place, script }: Segment): boolean {
    return starts.has(place) && inText[firstIndex(inText, place, ({ text }) => text)]!.script === script;
  }

  function isBehindWait(before: Segment | undefined, first: Segment): boolean {
    const joint = lastBefore(joints, first.text);
    if (before === undefined || joint?.waits !== true) return false;
    return before.text >= joint.start && before.text < joint.end;
  }

  function lastPlaceIn({ start, end }: Joint): Segment | undefined {
    if (start === end) return inText[firstIndex(inText, end, ({ text }) => text)];
    const last = inText[firstIndex(inText, end, ({ text }) => text) - 1];
    return last !== undefined && last.text >= start ? last : undefined;
  }
}

function lastBefore(joints: readonly Joint[] | undefined, offset: number): Joint | undefined {
  return joints?.[firstIndex(joints, offset + 1, ({ end }) => end) - 1];
}
