import { quote } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

/** As the parser says it. */
export type GrammarError = {
  /** 0 where it is not told. */
  readonly line: number;
  /** 0 where it is not told, as at the end of the file. */
  readonly column: number;
  readonly message: string;
};

/** Behind so many the parser stops. */
const mostErrors = 11;

export function toProblems(errors: readonly GrammarError[]): readonly RawProblem[] {
  return errors.map(({ line, column, message: said }, i): RawProblem => {
    const { message, ...told } = inWords(said);
    const more = i + 1 === mostErrors ? " The parser stops here: more may follow." : "";
    return {
      ...told,
      severity: "error",
      message: `${message}${more}`,
      ...(line === 0 ? {} : { line }),
      ...(column === 0 ? {} : { column }),
    };
  });
}

function inWords(message: string): Pick<RawProblem, "code" | "message" | "remedy"> {
  const atEnd = /^unexpected end of file, expected: (.*)$/.exec(message);
  if (atEnd !== null)
    return {
      code: "truncated",
      message: `The feature ends where it must not; wanted ${wanted(atEnd[1]!)}.`,
      remedy: "Complete the last block, or take its beginning away: a docstring or tags with nothing behind.",
    };
  const unexpected = /^expected: (.*?), got '([\s\S]*)'$/.exec(message);
  if (unexpected !== null)
    return {
      code: "malformed",
      message: `The line is ${quote(unexpected[2]!)}; wanted ${wanted(unexpected[1]!)}.`,
      remedy: "Write the line as one of these, or put text into a description or a docstring.",
    };
  const other = others.find(({ says }) => message.startsWith(says));
  return {
    code: "malformed",
    message: `${message.replace(/\.$/, "")}.`.replace(/^./, (first) => first.toUpperCase()),
    remedy: other?.remedy ?? "Correct the line: runners of features refuse the whole file.",
  };
}

const others = [
  {
    says: "Language not supported",
    remedy: "Name a language that Cucumber knows, such as `# language: de`; without the line it is English.",
  },
  {
    says: "inconsistent cell count",
    remedy: "Give each row of the table as many cells as the first one; a bar in a cell is written `\\|`.",
  },
  { says: "A tag may not contain", remedy: "Join the words of the tag: `@two-words`." },
];

function wanted(tokens: string): string {
  const words = tokens.split(", ").map((token) => tokenWords.get(token) ?? token);
  const last = words.pop()!;
  return words.length === 0 ? last : `${words.join(", ")} or ${last}`;
}

const tokenWords: ReadonlyMap<string, string> = new Map([
  ["#EOF", "the end"],
  ["#Empty", "a blank line"],
  ["#Comment", "a comment"],
  ["#TagLine", "tags"],
  ["#FeatureLine", "`Feature:`"],
  ["#RuleLine", "`Rule:`"],
  ["#BackgroundLine", "`Background:`"],
  ["#ScenarioLine", "`Scenario:`"],
  ["#ExamplesLine", "`Examples:`"],
  ["#StepLine", "a step"],
  ["#DocStringSeparator", 'the quotes of a docstring (`"""`)'],
  ["#TableRow", "a row of a table"],
  ["#Language", "`# language:`"],
  ["#Other", "text"],
]);

export function tooLarge(bytes: number, limit: number): RawProblem {
  return {
    code: "file-too-large",
    severity: "error",
    message: `The feature has ${bytes} bytes; features are read up to ${limit} bytes.`,
    remedy: "Split it into several features.",
  };
}

export const tooManyTags: RawProblem = {
  code: "file-too-large",
  severity: "error",
  message: "More lines of tags follow each other than the parser can read in a sensible time.",
  remedy: "Write the tags of a scenario on one line.",
};

export function stopped(why: string): RawProblem {
  return {
    code: "malformed",
    severity: "error",
    message: `The parser gave up on the feature: ${quote(why)}.`,
    remedy: "Look with Cucumber itself what is wrong with the file, and report this to Tollgate.",
  };
}

/** A feature stands where a report was wanted. */
export const noResults: RawProblem = {
  code: "unsupported-format",
  severity: "error",
  message: "The file is a Gherkin feature, which has scenarios and no results.",
  remedy:
    "Collect what the runner writes: `--format message:reports/cucumber.ndjson` of cucumber-js, -jvm or -ruby.",
};
