import { plainText, stripAnsi } from "./clean.ts";

/** Stands where a secret was. */
export const redacted = "[redacted]";

/**
 * Replaces what has the shape of a secret: tokens of GitHub (those of installations that hold a JSON Web Token, too),
 * GitLab, npm, AWS, Azure, Slack, Google, Stripe and other services with a prefix of their own, JSON Web Tokens, private
 * keys, passwords in URLs, authorization headers, and values assigned to names such as `password` or `token`. Looks
 * through terminal sequences and characters that take no room, since both go before a text is shown. Idempotent; takes
 * time in proportion to the text.
 */
export function redact(text: string): string {
  const bare = unseen.test(text) ? plainText(text) : text;
  if (!hint.test(bare)) return text;
  const clean = withoutSecrets(bare);
  return clean === bare ? withoutSecrets(stripAnsi(text)) : clean;
}

/** What follows a secret without a gap is looked at when that one is gone. */
function withoutSecrets(text: string): string {
  let clean = text;
  for (let pass = 0; pass < mostPasses; pass++) {
    const before = clean;
    for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement);
    if (clean === before) break;
  }
  return clean;
}

const mostPasses = 8;

/** What `plainText` takes out, and may stand inside a token. */
const unseen =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029]|(?![\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}/u;

/** Some part of every shape, so that other text costs one look. */
const hint =
  /gh[pousr]_|github_pat_|gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|wt)-|npm_|pypi-|rubygems_|dckr_|dop_v1_|hvs\.|hf_|SG\.|sk-|shp[a-z]{2}_|sntry|glsa_|lin_api_|ya29\.|AccountKey|whsec_|AKIA|ASIA|xox|xapp-|slack\.com|AIza|k_live_|k_test_|eyJ|PRIVATE KEY|:\/\/|bearer|authorization|passw|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key/i;

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
  // GitHub's stateless installation tokens are `ghs_` and a JSON Web Token.
  [/(?<![A-Za-z0-9])gh[pousr]_[\w-]{20,}(?:\.[\w-]{1,4096}){0,3}/g, redacted],
  [/(?<![A-Za-z0-9])github_pat_\w{20,}/g, redacted],
  [
    /(?<![A-Za-z0-9])(?:npm_[A-Za-z0-9]{30,}|gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|wt)-[\w-]{20,}(?:\.[\w-]{1,64}){0,3})/g,
    redacted,
  ],
  [/(?<![A-Za-z0-9])(?:[srp]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,})/g, redacted],
  [
    /(?<![A-Za-z0-9])(?:pypi-[\w-]{50,}|rubygems_[0-9a-f]{40,}|dckr_[a-z]{2,4}_[\w-]{20,}|dop_v1_[0-9a-f]{40,})/g,
    redacted,
  ],
  [
    /(?<![A-Za-z0-9])(?:hvs\.[\w-]{20,}|hf_[A-Za-z0-9]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|ya29\.[\w-]{20,})/g,
    redacted,
  ],
  [/(?<![A-Za-z0-9])(?:sk-(?:[a-z]{2,8}\d{0,3}-){1,3}[\w-]{20,}|sk-[A-Za-z0-9]{32,})/g, redacted],
  [
    /(?<![A-Za-z0-9])(?:shp[a-z]{2}_[0-9a-fA-F]{32,}|sntry[su]_[\w=+/-]{32,}|glsa_\w{32,}|lin_api_[A-Za-z0-9]{32,})/g,
    redacted,
  ],
  [/(AccountKey=)[A-Za-z0-9+/]{40,}={0,2}/g, `$1${redacted}`],
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
