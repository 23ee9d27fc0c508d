import type { Baseline, MergedCase, Report, TestChange, TestName } from "@tollgate/model";
import { grouped, plural } from "@tollgate/text";
import { testPlace, titleOf } from "./test-words.ts";

/** A test that is another one than on the base. All texts are as the reports wrote them. */
export type BaseChange = {
  readonly word: string;
  readonly title: string;
  readonly place: string;
  /** What the base calls it, as far as that differs. */
  readonly was?: { readonly title?: string; readonly place?: string };
};

/** `2 new failures, 0 still failing, …`: how many tests are others than on the base, and how. */
export function baseCounts({ tests }: Report, { disappeared }: Baseline): string {
  const count = (change: TestChange): number => tests.filter((test) => test.change === change).length;
  const renamed = tests.filter(({ renamedFrom }) => renamedFrom !== undefined).length;
  const skipped = count("newly-skipped");
  const notRun = disappeared.filter(({ why }) => why === "not-run").length;
  return [
    plural(count("new-failure"), "new failure"),
    `${grouped(count("still-failing"))} still failing`,
    `${grouped(count("fixed"))} fixed`,
    `${grouped(count("added"))} added`,
    ...(renamed === 0 ? [] : [`${grouped(renamed)} renamed`]),
    ...(skipped === 0 ? [] : [`${grouped(skipped)} newly skipped`]),
    ...(notRun === 0 ? [] : [`${grouped(notRun)} not run`]),
    `${grouped(disappeared.length - notRun)} gone`,
  ].join(", ");
}

/** The tests behind the counts, most urgent first; added tests are only counted. */
export function baseChanges({ tests }: Report, { disappeared }: Baseline): readonly BaseChange[] {
  const named = tests.filter(({ renamedFrom, change }) => renamedFrom !== undefined && !isTold(change));
  return [
    ...told.flatMap(([change, word]) =>
      tests.filter((test) => test.change === change).map((test) => changeOf(test, word)),
    ),
    ...named.map((test) => changeOf(test, "renamed")),
    ...disappeared.map(({ title, file, package: owner, why }) => ({
      word: why === "not-run" ? "not run" : "gone",
      title: titleOf({ suite: [], name: title }),
      place: file ?? owner,
    })),
  ];
}

/** `was "adds" in packages/api/src/cart.test.ts`, with the parts that differ; each text is quoted by `quote`. */
export function wasWords({ was }: BaseChange, quote: (text: string) => string): string {
  if (was === undefined) return "";
  const title = was.title === undefined ? "" : ` ${quote(was.title)}`;
  const place = was.place === undefined ? "" : ` in ${quote(was.place)}`;
  return `on the base${title}${place}`;
}

const told: readonly (readonly [change: TestChange, word: string])[] = [
  ["new-failure", "new failure"],
  ["still-failing", "still failing"],
  ["fixed", "fixed"],
  ["newly-skipped", "newly skipped"],
];

function isTold(change: TestChange | undefined): boolean {
  return told.some(([known]) => known === change);
}

function changeOf(test: MergedCase, word: string): BaseChange {
  const { renamedFrom } = test;
  return {
    word,
    title: titleOf(test),
    place: testPlace(test),
    ...(renamedFrom === undefined ? {} : { was: formerOf(test, renamedFrom) }),
  };
}

function formerOf(test: MergedCase, former: TestName): NonNullable<BaseChange["was"]> {
  const title = titleOf({ suite: [], name: former.title });
  const place = former.file ?? former.package;
  const isMoved = former.file !== test.file || former.package !== test.package;
  return { ...(title === titleOf(test) ? {} : { title }), ...(isMoved ? { place } : {}) };
}
