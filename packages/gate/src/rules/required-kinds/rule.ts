import type { Fact, Report, Scope, Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { unknownPackage } from "../../evidence/scope.ts";
import { atLeast } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { listOption } from "../../option.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { ofScope } from "../../scope-words.ts";
import { about } from "./about.ts";
import { chosenPackages, type LeftOut, type TestedPackage } from "./chosen-packages.ts";

const options = {
  except: listOption({
    description: "Packages that need no such test.",
    item: "the name of a package",
    items: "names of packages",
  }),
};

export const requiredKinds: Rule = {
  id: "required-kinds",
  title: "Required kinds of tests",
  builtIn: false,
  topic: "tests",
  options,
  byEnvironment: true,
  about,
  judge({ report, scope, options: written }: RuleContext): Judgement {
    const except = options.except.read(written["except"]);
    const doubt = unknownPackage(report, { packages: except });
    if (doubt !== undefined) return unknownOf([doubt], []);
    const { packages, leftOut, excepted } = chosenPackages(report, scope, except);
    if (packages.length === 0) return judgeNone(report, scope, excepted);
    const lacking = packages.filter(({ ran }) => !ran);
    const isComplete = lacking.length === 0 || gapsOf(report, scope, "tests").length === 0;
    const open = isComplete ? [] : lacking.map((item) => ({ ...item, gaps: gapsOfPackage(item.name) }));
    const undecided = open.filter(({ gaps }) => gaps.length > 0);
    const lo = packages.length - lacking.length;
    const hi = lo + undecided.length;
    return judgementOf({
      answer: atLeast({ lo, hi }, packages.length),
      sentence: sentenceOf(scope, packages, leftOut),
      facts: [factOf(scope, lo, hi, packages.length)],
      violations: lacking.map((item) => toViolation(item, scope)),
      remedy: `Write a${scope.kind === undefined ? "" : ` test of the kind ${scope.kind}`} for each of them, or name those that need none in \`except\`.`,
      gaps: undecided.flatMap(({ gaps }) => gaps),
    });

    function gapsOfPackage(name: string): readonly Gap[] {
      return gapsOf(report, { ...kindOf(scope), package: name }, "tests");
    }
  },
};

/** Where the policy excepts all that would need tests, it asks for none; a scope without packages is a slip. */
function judgeNone(report: Report, scope: Scope, excepted: number): Judgement {
  if (excepted === 0) return unknownOf([...gapsOf(report, scope, "tests"), noPackage(scope)], []);
  return {
    answer: "pass",
    message: `All packages${ofScope(scope)} that need tests are excepted.`,
    facts: [],
  };
}

function kindOf({ kind, environment }: Scope): Pick<Scope, "kind" | "environment"> {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(environment === undefined ? {} : { environment }),
  };
}

function noPackage(scope: Scope): Gap {
  return {
    cause: "absent",
    what: `there is no package${ofScope(scope)} that needs tests`,
    remedy: "Widen the scope of the entry, or name in it the packages that need tests.",
  };
}

function factOf(scope: Scope, lo: number, hi: number, n: number): Fact {
  return {
    key: "packages.tested",
    scope,
    lo,
    hi,
    n,
    unit: "packages",
    derivation: "packages of which a test passed or failed; those of which evidence is missing may have one",
  };
}

function sentenceOf(scope: Scope, packages: readonly TestedPackage[], leftOut: readonly LeftOut[]): string {
  const having = packages.filter(({ ran }) => ran).length;
  const a = `${scope.kind === undefined ? "a" : aOrAn(scope.kind)} test that ran`;
  const all = plural(packages.length, "package");
  const verdict =
    having === packages.length
      ? `${having === 1 ? "The one package has" : `All ${having} packages have`} ${a}`
      : `${having} of ${all} ${having === 1 || packages.length === 1 ? "has" : "have"} ${a}`;
  const others = leftOut.slice(0, named).map(({ name, why }) => `${name}: ${why}`);
  const more = leftOut.length > named ? `, and ${leftOut.length - named} more` : "";
  return leftOut.length === 0
    ? verdict
    : `${verdict}; none is asked of ${plural(leftOut.length, "other")} (${others.join(", ")}${more})`;
}

/** How many packages that are left out a sentence names. */
const named = 5;

function aOrAn(kind: string): string {
  return `${/^[aeio]/i.test(kind) ? "an" : "a"} ${kind}`;
}

function toViolation({ name, skipped }: TestedPackage, { kind }: Scope): Violation {
  const tests = kind === undefined ? "test" : `${kind} test`;
  const message =
    skipped === 0
      ? `no ${tests} of it ran`
      : skipped === 1
        ? `its only ${tests} was skipped`
        : `all its ${plural(skipped, tests)} were skipped`;
  return { message: `${name}: ${message}`, package: name };
}
