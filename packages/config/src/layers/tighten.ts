import { type Loosening, tightenedEntries, withBuiltInRules } from "@tollgate/gate";
import {
  type ExpectPolicy,
  type OtherSource,
  type Place,
  type Policy,
  type RuleEntry,
  scopeLabel,
} from "@tollgate/model";
import { expectedJobs, jobsOnTop } from "./expected-jobs.ts";
import { placeWords } from "./layer.ts";
import { commonOverride, overrideWords } from "./tighten-override.ts";

/** A policy with the place of what has none in it. */
export type Placed = { readonly policy: Policy; readonly otherSourcePlace?: Place };

/** What a layer asks for less than those above it: both places in words. */
export type Looser = string;

/** The policy of those above with a layer's on top of it. Where the layer is looser, that is told. */
export function tighten(
  above: Placed,
  own: Placed,
): { readonly placed: Placed; readonly looser: readonly Looser[] } {
  const { entries, loosenings } = tightenedEntries(withBuiltInRules(above.policy), own.policy.rules);
  const otherSource = strictestSource([
    sourceOf(above.policy),
    own.policy.otherSource ?? sourceOf(above.policy),
  ]);
  const expect = tightenExpect(above.policy.expect, own.policy.expect);
  const place = own.otherSourcePlace ?? above.otherSourcePlace;
  const override = own.policy.override ?? above.policy.override;
  const waivers = own.policy.waivers ?? above.policy.waivers;
  const { otherSource: _own, expect: _expect, ...rest } = own.policy;
  return {
    placed: {
      policy: {
        ...rest,
        reports: [...above.policy.reports, ...own.policy.reports],
        paths: [...own.policy.paths, ...above.policy.paths],
        rules: entries,
        ...(override === undefined ? {} : { override }),
        ...(waivers === undefined ? {} : { waivers }),
        ...(otherSource === "reject" ? {} : { otherSource }),
        ...(expect.policy === undefined ? {} : { expect: expect.policy }),
      },
      ...(place === undefined ? {} : { otherSourcePlace: place }),
    },
    looser: [
      ...loosenings.flatMap(ruleWords),
      ...sourceWords(above, own),
      ...overrideWords(above.policy, own.policy),
      ...expect.looser,
    ],
  };
}

/** Several policies side by side: each of them holds. */
export function beside(placed: readonly Placed[]): Placed {
  const [first, ...more] = placed;
  if (first === undefined || more.length === 0) return first ?? { policy: noPolicy };
  const policies = placed.map(({ policy }) => policy);
  const rules = policies.flatMap((policy) => withBuiltInRules(policy));
  const otherSource = strictestSource(policies.map(sourceOf));
  const expects = policies.map(({ expect }) => expect).filter((expect) => expect !== undefined);
  const [expect] = expects;
  const waivers = policies.find((policy) => policy.waivers !== undefined)?.waivers;
  const place = placed.find(({ otherSourcePlace }) => otherSourcePlace !== undefined)?.otherSourcePlace;
  return {
    policy: {
      reports: policies.flatMap(({ reports }) => reports),
      paths: policies.flatMap(({ paths }) => paths),
      ...commonOverride(policies),
      ...(waivers === undefined ? {} : { waivers }),
      rules: [...new Map(rules.map((entry) => [JSON.stringify(entry), entry])).values()],
      ...(otherSource === "reject" ? {} : { otherSource }),
      ...(expect === undefined
        ? {}
        : {
            expect: {
              ...(expects.length === policies.length && expects.every(({ from }) => from === expect.from)
                ? expect
                : { place: expect.place }),
              ...expectedJobs(policies.map((policy) => policy.expect)),
              entries: expects.flatMap(({ entries }) => entries.filter(({ required }) => required)),
              except: [], // each of them holds, so nothing is taken out
            },
          }),
    },
    ...(place === undefined ? {} : { otherSourcePlace: place }),
  };
}

const noPolicy: Policy = { reports: [], paths: [], rules: [] };

/** From strict to loose. */
const sources: readonly OtherSource[] = ["reject", "bound", "shift"];

function sourceOf({ otherSource = "reject" }: Policy): OtherSource {
  return otherSource;
}

function strictestSource(told: readonly OtherSource[]): OtherSource {
  return sources.find((source) => told.includes(source)) ?? "reject";
}

function sourceWords(above: Placed, own: Placed): readonly Looser[] {
  const wanted = sourceOf(above.policy);
  const told = own.policy.otherSource;
  if (told === undefined || sources.indexOf(told) <= sources.indexOf(wanted)) return [];
  return [
    `${wordsOf(own.otherSourcePlace)}: \`coverage.otherSource\` is ${told}; ${above.otherSourcePlace === undefined ? "the default" : placeWords(above.otherSourcePlace)} asks for ${wanted}`,
  ];
}

function ruleWords({ entry, above, members }: Loosening): readonly Looser[] {
  const by = above.place === undefined ? "the built-in rule" : placeWords(above.place);
  const differences = members.map(
    (name) => `\`${name}\` is ${valueWords(entry, name)} and not ${valueWords(above, name)}`,
  );
  return [
    `${wordsOf(entry.place)}: ${entry.rule} (${scopeLabel(entry.scope)}) asks for less than ${by}: ${differences.join(", ")}`,
  ];
}

function valueWords({ mode, enforceFrom, options }: RuleEntry, name: string): string {
  if (name === "mode") return mode;
  if (name === "enforceFrom") return enforceFrom ?? "at once";
  return String(options[name] ?? "the default");
}

function wordsOf(place: Place | undefined): string {
  return place === undefined ? "a rule" : placeWords(place);
}

type Tightened = { readonly policy?: ExpectPolicy; readonly looser: readonly Looser[] };

/** More may be expected than above, and nothing taken out. */
function tightenExpect(above: ExpectPolicy | undefined, own: ExpectPolicy | undefined): Tightened {
  if (own === undefined) return { ...(above === undefined ? {} : { policy: above }), looser: [] };
  const subjectOf = (entry: ExpectPolicy["entries"][number]): string =>
    JSON.stringify([entry.package, entry.kind]);
  const known = new Map((above?.entries ?? []).map((entry) => [subjectOf(entry), entry]));
  const excepted = new Set((above?.except ?? []).map((one) => JSON.stringify([one.package, one.task])));
  const looser = [
    ...(own.from === undefined || own.from === above?.from
      ? []
      : [
          `${placeWords(own.place)}: \`expect.from\` is ${own.from}; ${above?.from === undefined ? "no layer above says so" : `${placeWords(above.place)} says ${above.from}`}`,
        ]),
    ...own.except
      .filter((one) => !excepted.has(JSON.stringify([one.package, one.task])))
      .map(
        (one) =>
          `${placeWords(one.place)}: \`expect.except\` takes out ${one.package}, which no layer above does`,
      ),
    ...own.entries.flatMap((entry) => {
      const wanted = known.get(subjectOf(entry));
      const isLess =
        (!entry.required && wanted?.required !== false) ||
        (entry.shards ?? 1) < (wanted?.shards ?? 1) ||
        (wanted?.environments ?? []).some((one) => !(entry.environments ?? []).includes(one));
      const by = wanted === undefined ? "what is expected without it" : placeWords(wanted.place);
      return isLess ? [`${placeWords(entry.place)}: less of ${entry.package} is expected than by ${by}`] : [];
    }),
  ];
  const replaced = new Set(own.entries.map(subjectOf));
  const from = above?.from;
  return {
    policy: {
      ...(from === undefined ? {} : { from }),
      entries: [...(above?.entries ?? []).filter((entry) => !replaced.has(subjectOf(entry))), ...own.entries],
      except: above?.except ?? [],
      ...jobsOnTop(above, own),
      place: own.place,
    },
    looser,
  };
}
