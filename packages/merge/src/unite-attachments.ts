import {
  type Attachment,
  type AttachmentState,
  type Attempt,
  compareText,
  type TestCase,
} from "@tollgate/model";

/**
 * What all tellings of a test name, by try: the last tries of two tellings are the same one. A telling without earlier
 * tries gives all attachments to the test; those that another gives to an earlier try stay there.
 */
export function attachmentsByTry(
  tellings: readonly TestCase[],
  earlier: readonly Attempt[] | undefined,
): Pick<TestCase, "attachments" | "earlier"> {
  const tries = (earlier ?? []).map((attempt, i): Attempt => {
    const { attachments: _own, ...rest } = attempt;
    const fromEnd = i - (earlier ?? []).length;
    return { ...rest, ...member(unite(tellings.map((told) => told.earlier?.at(fromEnd)?.attachments))) };
  });
  const ofTries = new Set(
    tries.flatMap(({ attachments = [] }) => attachments.flatMap(({ path }) => path ?? [])),
  );
  const own = tellings.map((told) =>
    told.earlier === undefined
      ? told.attachments?.filter(({ path }) => path === undefined || !ofTries.has(path))
      : told.attachments,
  );
  // Where no try is kept, what they left behind is.
  const lost = earlier === undefined ? tellings.flatMap((told) => told.earlier ?? []) : [];
  const attachments = unite([...own, ...lost.map((attempt) => attempt.attachments)]);
  return { ...member(attachments), ...(earlier === undefined ? {} : { earlier: tries }) };
}

function member(attachments: readonly Attachment[]): Pick<Attempt, "attachments"> {
  return attachments.length === 0 ? {} : { attachments };
}

/** Each attachment once, as often as the list says that has it most often; sorted where there are several lists. */
function unite(lists: readonly (readonly Attachment[] | undefined)[]): readonly Attachment[] {
  const told = lists.filter((list) => list !== undefined && list.length > 0);
  if (told.length <= 1) return told[0] ?? [];
  const united = new Map<string, Attachment>();
  for (const list of told) {
    const seen = new Map<string, number>();
    for (const attachment of list!) {
      const place = placeOf(attachment);
      const nth = (seen.get(place) ?? 0) + 1;
      seen.set(place, nth);
      const key = `${place}\0${nth}`;
      const known = united.get(key);
      united.set(key, known === undefined ? attachment : combine(known, attachment));
    }
  }
  return [...united].sort(([a], [b]) => compareText(a, b)).map(([, attachment]) => attachment);
}

function placeOf({ path, name = "", type = "", bytes }: Attachment): string {
  return path === undefined ? `\0${name}\0${type}\0${bytes ?? ""}` : path;
}

/** Two tellings of one file: all that is known of it, of what differs the better known or the smaller. */
function combine(a: Attachment, b: Attachment): Attachment {
  const better = certainty[a.state] >= certainty[b.state] ? a : b;
  const bytes = a.state === b.state ? larger(a.bytes, b.bytes) : better.bytes;
  const name = smaller(a.name, b.name);
  const type = smaller(a.type, b.type);
  return {
    ...(name === undefined ? {} : { name }),
    ...(a.path === undefined ? {} : { path: a.path }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(type === undefined ? {} : { type }),
    state: better.state,
  };
}

const certainty: Record<AttachmentState, number> = {
  named: 0,
  outside: 1,
  absent: 2,
  remote: 3,
  embedded: 4,
  present: 5,
};

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function smaller(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
