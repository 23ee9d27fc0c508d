import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { type FakeGithub, startFakeGithub } from "./start.ts";

let fake: FakeGithub;
let token: string;

beforeEach(async () => {
  fake = await startFakeGithub();
  token = fake.token();
});
afterEach(() => fake.close());

async function zipOf(content: Buffer, compress: boolean): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from("harmless"), "a.txt");
  zip.addBuffer(content, "evidence.tollgate", { compress });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe("a known secret is found", () => {
  it.each([
    ["as it is", (secret: string) => secret],
    ["in an URL", (secret: string) => encodeURIComponent(secret)],
    ["in JSON", (secret: string) => JSON.stringify({ secret })],
    ["in base64", (secret: string) => btoa(secret)],
    ["in base64 after one byte", (secret: string) => btoa(`:${secret}`)],
    ["in the base64 of a basic login", (secret: string) => btoa(`x-access-token:${secret}`)],
  ])("%s", (_, encode) => {
    fake.secrets.push('pass "word" ?');
    expect(fake.holdsSecret(`before ${encode('pass "word" ?')} after`)).toBe(true);
    expect(fake.holdsSecret(`before ${encode(token)} after`)).toBe(true);
    expect(fake.holdsSecret(`before ${encode("another")} after`)).toBe(false);
  });

  it("in packed files", async () => {
    const packed = gzipSync(`{"text":"${token}"}`);
    expect(fake.holdsSecret(packed)).toBe(true);
    for (const compress of [true, false]) expect(fake.holdsSecret(await zipOf(packed, compress))).toBe(true);
    expect(fake.holdsSecret(await zipOf(gzipSync("nothing"), true))).toBe(false);
  });

  it("in an artifact when the test ends", async () => {
    fake.add.artifact(fake.add.run(), { name: "result", bytes: await zipOf(Buffer.from(token), true) });
    expect(() => fake.assertClean()).toThrow("a secret in the artifact result");
  });
});

it("what only looks packed is searched as it is", () => {
  expect(fake.holdsSecret(Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from(token)]))).toBe(true);
  expect(fake.holdsSecret(Buffer.from("PK\x03\x04 nothing"))).toBe(false);
});
