import { usageError } from "@tollgate/model";
import { plainLine, plural } from "@tollgate/text";
import { type ReadDecision, readDecision } from "./decision/read-decision.ts";
import type { Environment } from "./environment.ts";

/** What of a decision ties it to others. */
export type Link = Pick<ReadDecision, "file" | "digest"> & {
  readonly previous?: string;
  readonly date: string;
  readonly repository?: string;
};

export type Chain = {
  /** From the oldest to the newest, as far as they are tied together. */
  readonly links: readonly Link[];
  /** What is wrong, one sentence each; none for a chain. */
  readonly faults: readonly string[];
};

/** Says whether decisions follow each other without a gap and unchanged. Exit code 0 or 1. */
export function checkChain(environment: Environment, files: readonly string[]): number {
  if (files.length === 0)
    throw usageError(
      "No decision was given.",
      "Name the decisions of a chain: tollgate replay --chain decisions/*.json",
    );
  const { links, faults } = verifyChain(files.map((file) => toLink(readDecision(environment, file))));
  const say = (text: string): void => environment.stdout(`${plainLine(text)}\n`);
  if (faults.length > 0) {
    say(`No chain: ${plural(faults.length, "fault")}.`);
    for (const fault of faults) say(`  ${fault}`);
    return 1;
  }
  say(`${plural(links.length, "decision")} in one chain, each as the next one names it:`);
  for (const { file, date, digest } of links) say(`  ${date}  ${digest.slice(0, 19)}  ${file}`);
  const [{ previous } = {}] = links;
  if (previous !== undefined) say(`The first one follows ${previous}, which was not given.`);
  say("Nothing vouches for the last one: judge it again with `tollgate replay`.");
  return 0;
}

function toLink({ file, digest, decision: { inputs, date, subject } }: ReadDecision): Link {
  return {
    ...{ file, digest, date },
    ...(inputs.previous === undefined ? {} : { previous: inputs.previous }),
    ...(subject.repository === undefined ? {} : { repository: subject.repository }),
  };
}

/** Puts decisions in order, however they were given; the same one twice counts once. */
export function verifyChain(given: readonly Link[]): Chain {
  const byDigest = new Map(given.map((link) => [link.digest, link]));
  const all = [...byDigest.values()];
  const followers = Map.groupBy(all, ({ previous }) => previous);
  const first = all.filter(({ previous }) => previous === undefined || !byDigest.has(previous));
  const links: Link[] = [];
  for (let next = first[0]; next !== undefined; next = followers.get(next.digest)?.[0]) links.push(next);
  return { links, faults: [...gaps(first), ...forks(followers, byDigest), ...turns(all, byDigest)] };
}

/** All but one must follow another one. */
function gaps(first: readonly Link[]): readonly string[] {
  if (first.length < 2) return [];
  return first.map(({ file, previous }) =>
    previous === undefined
      ? `${file} names no decision before it.`
      : `${file} follows ${previous}, and no file given is that one: it is missing, or was changed since.`,
  );
}

function forks(
  followers: ReadonlyMap<string | undefined, readonly Link[]>,
  byDigest: ReadonlyMap<string, Link>,
): readonly string[] {
  return [...followers].flatMap(([previous, links]) => {
    const before = previous === undefined ? undefined : byDigest.get(previous);
    if (before === undefined || links.length < 2) return [];
    return [`${links.map(({ file }) => file).join(" and ")} both follow ${before.file}.`];
  });
}

function turns(all: readonly Link[], byDigest: ReadonlyMap<string, Link>): readonly string[] {
  return all.flatMap((link) => {
    const before = link.previous === undefined ? undefined : byDigest.get(link.previous);
    if (before === undefined) return [];
    return [
      ...(before.date > link.date
        ? [`${link.file} is of ${link.date} and follows ${before.file} of ${before.date}.`]
        : []),
      ...(before.repository !== link.repository
        ? [
            `${link.file} is of ${link.repository ?? "no named repository"}, ${before.file} of ${before.repository ?? "none"}.`,
          ]
        : []),
    ];
  });
}
