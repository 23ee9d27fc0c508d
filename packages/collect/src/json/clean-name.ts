/**
 * A name from a report as it is part of an identity: without terminal colours and without the characters that XML
 * forbids, so that a runner's JSON and its JUnit name a test alike; line ends are `\n`, lone surrogates U+FFFD.
 */
export function cleanName(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name;
  return name.replace(colour, "").replace(forbidden, "").replace(/\r\n?/g, "\n").toWellFormed();
}

const colour = /\u001b\[[0-9;:]*m/g;
const forbidden = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g;
