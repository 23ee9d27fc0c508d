import { stripAnsi } from "./clean.ts";

/** Stands where a secret was. */
export const redacted = "[redacted]";

/**
 * Replaces what has the shape of a secret: tokens of GitHub, GitLab, npm, AWS, Slack, Google and Stripe, JSON Web
 * Tokens, private keys, passwords in URLs, authorization headers, and values assigned to names such as `password`
 * or `token`. Removes terminal sequences first, since a colour code may stand inside a token. Idempotent; takes
 * time in proportion to the text.
 */
export function redact(text: string): string {
  if (!hint.test(text)) return text;
  let clean = stripAnsi(text);
  for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement);
  return clean;
}

/** Some part of every shape, so that other text costs one look. */
const hint =
  /gh[pousr]_|github_pat_|glpat-|npm_|AKIA|ASIA|xox|xapp-|slack\.com|AIza|k_live_|eyJ|PRIVATE KEY|:\/\/|bearer|authorization|passw|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key/i;

/** After `name` and before the value nothing that is redacted already, or that is no value of its own. */
const open = String.raw`(?!\[redacted\])`;
/** Of what is a secret, as people call it. */
export const secretNames =
  "(?:password|passwd|pwd|passphrase|secret|secret[_-]?key|token|api[_-]?key|access[_-]?key|private[_-]?key)";
const schemes = "(?:bearer|basic|token|digest|negotiate)";

/** In order: a secret beside an AWS key is known by that key, so it goes first. */
const shapes: readonly (readonly [shape: RegExp, replacement: string])[] = [
  [
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,60}-----|$)/g,
    redacted,
  ],
  [
    /(?<![\w/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])(?<=(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])[\s\S]{1,140})/g,
    redacted,
  ],
  [/(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/g, redacted],
  [/(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/g, redacted],
  [/(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{30,}|glpat-[\w-]{20,}|[srp]k_live_[A-Za-z0-9]{16,})/g, redacted],
  [/(?<![A-Za-z0-9])(?:xox[a-z]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}|AIza[\w-]{35,})/g, redacted],
  [/(hooks\.slack\.com\/(?:services|workflows)\/)[\w/-]+/g, `$1${redacted}`],
  [/(?<![\w-])eyJ[\w-]{5,}\.eyJ[\w-]{5,}(?:\.[\w-]*)?/g, redacted],
  [
    new RegExp(
      String.raw`(?<![A-Za-z0-9+.-])([A-Za-z][A-Za-z0-9+.-]{0,30}://)${open}[^\s/?#"'<>:]{0,256}:[^\s/?#"'<>]{0,512}@`,
      "g",
    ),
    `$1${redacted}@`,
  ],
  [
    new RegExp(
      String.raw`(authorization\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?(?:${schemes}\s{1,4})?)${open}(?!${schemes}\s)[^\s"',;\\]+`,
      "gi",
    ),
    `$1${redacted}`,
  ],
  [new RegExp(String.raw`(\bbearer\s{1,4})${open}[\w.~+/-]{12,}=*`, "gi"), `$1${redacted}`],
  // name="value", name: 'value', "name": "value"
  [
    new RegExp(
      String.raw`(${secretNames}["']?\s{0,4}[:=]\s{0,4}(["'\x60]))${open}(?:(?!\2)[^\n\\]|\\[^\n])+`,
      "gi",
    ),
    `$1${redacted}`,
  ],
  // \"name\": \"value\", as in JSON inside JSON
  [
    new RegExp(String.raw`(${secretNames}\\["']\s{0,4}[:=]\s{0,4}\\(["']))${open}(?:(?!\\\2)[^\n])+`, "gi"),
    `$1${redacted}`,
  ],
  // name=value, as in commands, addresses and environment listings; not code such as `token == other`
  [
    new RegExp(
      String.raw`(${secretNames}=)(?!(?:null|undefined|true|false)\b)[^\s"'\x60=>$<{}*&,;()[\]\\|][^\s"'\x60<>&,;()[\]{}\\|]*`,
      "gi",
    ),
    `$1${redacted}`,
  ],
];
