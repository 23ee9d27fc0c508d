import { type MissingEvidence, type Report, runName } from "@tollgate/model";

/**
 * What the report of the base does not say of its tests: reports that could not be read completely, shards and tests that
 * had to arrive there and did not, runs that were interrupted. Reports that only the policy names may be younger than
 * the base: they are none of it.
 */
export function baseLacks({ inputs, runs, missing }: Report): readonly MissingEvidence[] {
  const unread = inputs.filter(
    ({ superseded, status, holds }) =>
      !superseded && status !== "ok" && (holds === undefined || holds === "tests"),
  );
  return [
    ...unread.map(({ input, origin }) => ({
      what: `the base report of ${input.path}`,
      kind: origin.kind,
      package: origin.package,
      because: "it could not be read completely",
      remedy,
    })),
    ...missing
      .filter(({ shard, about }) => shard !== undefined || about === "tests")
      .map(({ what, because, kind, package: owner }) => ({
        what: `${what} on the base`,
        ...(kind === undefined ? {} : { kind }),
        ...(owner === undefined ? {} : { package: owner }),
        because,
        remedy,
      })),
    ...runs
      .filter(({ verdict }) => verdict === "interrupted")
      .map((run) => ({
        what: `what ${runName(run)} left out on the base`,
        ...(run.kind === undefined ? {} : { kind: run.kind }),
        package: run.package,
        because: "it was interrupted",
        remedy,
      })),
  ];
}

const remedy =
  "Make the base report of a run that ended and in which every report arrived and could be read.";
