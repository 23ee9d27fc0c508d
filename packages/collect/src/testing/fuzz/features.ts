import fc from "fast-check";

const word = fc.constantFrom("cart", "pays", "<item>", "|", "@x", "# no", "Then", "é", "💃", '"""');
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => list.join(" "));
const block = (head: fc.Arbitrary<string>, lines: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> =>
  fc.tuple(head, fc.array(lines, { maxLength: most })).map((parts) => parts.flat().join("\n"));

const table = fc
  .array(fc.constantFrom("    | a | b |", "    | 1 | \\| |"), { minLength: 1, maxLength: 3 })
  .map((rows) => rows.join("\n"));
const docstring = words.map((text) => `    ${quotes}\n    ${text.replaceAll(quotes, "")}\n    ${quotes}`);
const quotes = '"""';
const step = fc
  .tuple(fc.constantFrom("Given", "When", "Then", "And", "*"), words, fc.option(fc.oneof(table, docstring)))
  .map(([keyword, text, more]) => `    ${keyword} ${text}${more === null ? "" : `\n${more}`}`);
const tags = fc.constantFrom("", "", "  @slow @REQ-1\n");
const titled = (keyword: string): fc.Arbitrary<string> =>
  fc.tuple(tags, words).map(([before, title]) => `${before}  ${keyword}: ${title}`);

const scenario = block(titled("Scenario"), step, 3);
const outline = fc
  .tuple(block(titled("Scenario"), step, 3), table)
  .map((parts) => parts.join("\n  Examples:\n"));
const rule = block(titled("Rule"), scenario, 2);

/** A feature of Cucumber in English. */
export const feature: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "# a comment\n", "@all\n"),
    words,
    fc.option(block(fc.constant("  Background:"), step, 2)),
    fc.array(fc.oneof({ weight: 4, arbitrary: scenario }, outline), { minLength: 1, maxLength: 4 }),
    fc.array(rule, { maxLength: 2 }),
  )
  .map(([before, name, background, scenarios, rules]) =>
    [
      `${before}Feature: ${name}`,
      ...(background === null ? [] : [background]),
      ...scenarios,
      ...rules,
      "",
    ].join("\n"),
  );
