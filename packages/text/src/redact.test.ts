import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";

/** Made up, and put together here so that no scanner takes this file for a leak. */
const body = "Zq8x".repeat(10);
const secrets = {
  "GitHub personal": `ghp_${body.slice(0, 36)}`,
  "GitHub OAuth": `gho_${body.slice(0, 36)}`,
  "GitHub server": `ghs_${body.slice(0, 36)}`,
  "GitHub server, stateless": `ghs_eyJ${body}.eyJ${body}_-.${body}-_x`,
  "GitHub fine-grained": `github_pat_11ABC_${body}`,
  npm: `npm_${body.slice(0, 36)}`,
  PyPI: `pypi-AgEI${body}${body}`,
  RubyGems: `rubygems_${"0a1b".repeat(12)}`,
  Docker: `dckr_pat_${body.slice(0, 27)}`,
  DigitalOcean: `dop_v1_${"0a1b".repeat(16)}`,
  Vault: `hvs.${body}`,
  "Hugging Face": `hf_${body.slice(0, 34)}`,
  SendGrid: `SG.${body.slice(0, 22)}.${body}`,
  "Google OAuth": `ya29.${body}`,
  "a model's API": `sk-ant-api03-${body}`,
  "an older model's API": `sk-${body}`,
  Shopify: `shpat_${"0a1b".repeat(8)}`,
  Sentry: `sntrys_${body}`,
  Grafana: `glsa_${body}`,
  Linear: `lin_api_${body}`,
  "Stripe's hooks": `whsec_${body}`,
  "GitLab runner": `glrt-${body.slice(0, 20)}`,
  GitLab: `glpat-${body.slice(0, 20)}`,
  AWS: `AKIA${"Q7".repeat(8)}`,
  "AWS session": `ASIA${"Q7".repeat(8)}`,
  Slack: `xoxb-${"12345678-".repeat(3)}abc`,
  Google: `AIza${body.slice(0, 35)}`,
  Stripe: `sk_live_${body.slice(0, 24)}`,
  JWT: `eyJ${body}.eyJ${body}.${body}`,
};

describe("redaction", () => {
  it.each(Object.entries(secrets))("hides a token of %s", (_kind, secret) => {
    expect(redact(`got ${secret}, wanted none`)).toBe("got [redacted], wanted none");
  });

  it.each([
    ["an AWS secret beside its key", `${secrets.AWS} / ${"aB3/".repeat(10)}`, "[redacted] / [redacted]"],
    ["a password in a URL", "at postgres://app:p@ss:w@db.test/x", "at postgres://[redacted]@db.test/x"],
    ["a bearer header", "Authorization: Bearer abc.def-123", "Authorization: Bearer [redacted]"],
    ["a basic header in JSON", '{"authorization":"Basic YTpi"}', '{"authorization":"Basic [redacted]"}'],
    ["a header without a scheme", "authorization=abc", "authorization=[redacted]"],
    ["a bare bearer token", "sent bearer abcdefghijkl==", "sent bearer [redacted]"],
    ["a password in a command", "run --password=hunter2 now", "run --password=[redacted] now"],
    ["a token in an address", "/x?token=abc&y=1", "/x?token=[redacted]&y=1"],
    ["a variable", "MY_API_KEY=abc", "MY_API_KEY=[redacted]"],
    ["JSON", '{"password": "a\\"b", "x": 1}', '{"password": "[redacted]", "x": 1}'],
    ["JSON inside JSON", '"{\\"token\\":\\"a\\"}"', '"{\\"token\\":\\"[redacted]\\"}"'],
    ["code", "const secret = 'abc';", "const secret = '[redacted]';"],
    ["a key of Azure's storage", `x;AccountKey=${body}==;y`, "x;AccountKey=[redacted];y"],
    ["nothing that takes room inside", "gh\u200Bp_\u0000Zq8xZq8xZq8xZq8x\u202EZq8xZq8x", "[redacted]"],
    ["a colour inside", "token=\u001B[32mabc\u001B[39m", "token=[redacted]"],
    [
      "a private key",
      "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nafter",
      "[redacted]\nafter",
    ],
    ["a private key that is cut off", "a -----BEGIN PRIVATE KEY-----\\nMII", "a [redacted]"],
    [
      "a Slack hook",
      "https://hooks.slack.com/services/T0/B0/x",
      "https://hooks.slack.com/services/[redacted]",
    ],
  ])("hides %s", (_what, text, hidden) => {
    expect(redact(text)).toBe(hidden);
  });

  it.each([
    "expected token == other",
    "Unexpected token: } in JSON at position 5",
    "the password is required",
    "const token = getToken();",
    "token=undefined",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b",
    "https://example.test:8080/a@b",
    "packages/api/src/tokens.ts:12:3",
    "max_tokens=100",
    "glob-to-regexp-of-something-long",
    "the task-list-of-a-long-sentence-about-risk",
    "sk-learn is a library",
    "a \u200B zero width token and nothing else",
    "basic authorization fails",
  ])("leaves %j alone", (text) => {
    expect(redact(text)).toBe(text);
  });

  it("changes nothing the second time", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...Object.values(secrets),
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "https://",
        "u:p@",
        "@h",
        ":",
        "/",
        "Authorization: ",
        "Bearer ",
        "basic ",
        "password=",
        '"token": "',
        '\\"secret\\":\\"',
        '"',
        "'",
        "\\",
        " = ",
        "\n",
        "[redacted]",
        "\u001B[31m",
        "aB3/".repeat(10),
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const once = redact(pieces.join(""));
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it("hides a token whatever stands around it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(secrets)),
        fc.string({ maxLength: 8 }),
        fc.string({ maxLength: 8 }),
        (secret, before, after) => {
          expect(redact(`${before} ${secret} ${after}`)).not.toContain(secret);
        },
      ),
    );
  });

  it.each([
    "eyJ-",
    "sk-a-",
    "SG.",
    "glab-",
    "ghs_a.",
    "ghp_",
    "AKIA",
    "a://b:",
    "token=",
    "authorization:",
    "-----BEGIN PRIVATE KEY-----",
    "xox",
    "bearer ",
  ])("comes to an end on many %j", (piece) => {
    expect(redact(piece.repeat(200_000 / piece.length))).not.toBe("");
  });
});
