import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { type HostileZip, hostileZips, zipOf } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  artifactLimits,
  type DownloadedArtifact,
  type DownloadOptions,
  downloadArtifact,
  type Github,
  listArtifacts,
} from "../src/index.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
let github: Github;
let folder: string;
beforeEach(async () => {
  stage = await setStage();
  github = await stage.client({ token: stage.fake.token({ permissions: { actions: "read" } }) });
  folder = createTemporaryFolder();
  mkdirSync(join(folder, "inner"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const good = zipOf([{ name: "evidence.tollgate", content: "evidence" }]);

/** Uploads an archive, and reads it as the gate does. */
async function download(bytes: Uint8Array, more: Partial<DownloadOptions> = {}): Promise<DownloadedArtifact> {
  const run = stage.fake.add.run();
  stage.fake.add.artifact(run, { name: "tollgate-bundle-test-1of1-attempt1", bytes });
  const [artifact] = await listArtifacts(github, run.id);
  return downloadArtifact(github, artifact!, {
    folder: join(folder, "inner"),
    allows: (name) => name.endsWith(".tollgate"),
    target: (name) => join(folder, "inner", name),
    ...more,
  });
}

describe("an artifact", () => {
  it("is downloaded by a link of another origin, which gets no token", async () => {
    expect(await download(good)).toEqual({
      files: new Map([["evidence.tollgate", join(folder, "inner/evidence.tollgate")]]),
    });
    expect(readFileSync(join(folder, "inner/evidence.tollgate"), "utf8")).toBe("evidence");
    expect(readdirSync(join(folder, "inner"))).toEqual(["evidence.tollgate"]);
    expect(stage.fake.downloads.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    stage.fake.assertClean();
  });

  it.each(Object.keys(hostileZips) as HostileZip[])("is refused for %s", async (what) => {
    const answer = await download(hostileZips[what]());
    expect(answer).toMatchObject({
      problem: { code: "artifact-refused", severity: "error", path: "tollgate-bundle-test-1of1-attempt1" },
    });
    expect(readdirSync(folder, { recursive: true })).toEqual(["inner"]);
    expect(existsSync("/tmp/escaped.txt")).toBe(false);
  });

  it("is refused before it is asked for when its list says that it is too large", async () => {
    const answer = await download(good, { limits: { ...artifactLimits, archiveBytes: 20 } });
    expect(answer).toMatchObject({ problem: { message: expect.stringContaining("more than 20 bytes") } });
    expect(stage.fake.downloads).toEqual([]);
  });

  it("is left in the middle when it is larger than its list says", async () => {
    const run = stage.fake.add.run();
    stage.fake.add.artifact(run, { name: "tollgate-bundle-a", bytes: good });
    const [artifact] = await listArtifacts(github, run.id);
    const answer = await downloadArtifact(
      github,
      { ...artifact!, bytes: 1 },
      {
        folder,
        allows: () => true,
        target: () => undefined,
        limits: { ...artifactLimits, archiveBytes: 20 },
      },
    );
    expect(answer).toMatchObject({ problem: { message: expect.stringContaining("more than 20 bytes") } });
  });

  it.each([
    ["is cut off", { kind: "cut-off" }],
    ["half arrives as if it were all", { kind: "half-body" }],
    ["is empty", { kind: "empty-body" }],
    ["is refused by its host", { kind: "status", status: 500 }],
  ] as const)("is asked for again when its body %s", async (_what, fault) => {
    stage.fake.inject(fault, { operation: "download" });
    expect(await download(good)).toHaveProperty("files");
    expect(stage.fake.downloads).toHaveLength(2);
    stage.fake.assertClean();
  });

  it("that never arrives whole is unreachable, and nothing of it stays", async () => {
    stage.fake.inject({ kind: "cut-off" }, { operation: "download", times: 100 });
    await expect(download(good)).rejects.toThrow("was cut off 3 times");
    expect(readdirSync(join(folder, "inner"))).toEqual([]);
  });

  it("whose host falls silent is unreachable", async () => {
    stage.fake.extend(
      {
        recognises: (_method, path) => (path.startsWith("/artifacts/") ? "silent" : undefined),
        handle: () => new Promise(() => {}),
      },
      "blobs",
    );
    const silent = await stage.client({
      token: stage.fake.token({ permissions: { actions: "read" } }),
      timeout: 50,
    });
    const run = stage.fake.add.run();
    stage.fake.add.artifact(run, { name: "tollgate-bundle-a", bytes: good });
    const [artifact] = await listArtifacts(silent, run.id);
    const downloading = downloadArtifact(silent, artifact!, {
      ...{ folder, allows: () => true, target: () => undefined },
    });
    await expect(downloading).rejects.toThrow("the file's host gave no answer");
  });

  it("whose host falls silent in the middle is asked for again, and given up", async () => {
    const run = stage.fake.add.run();
    stage.fake.add.artifact(run, { name: "tollgate-bundle-a", bytes: good });
    const [artifact] = await listArtifacts(github, run.id);
    const silent: Github = {
      ...github,
      open: () => Promise.resolve(new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))),
    };
    const downloading = downloadArtifact(silent, artifact!, {
      ...{ folder, silence: 1, allows: () => true, target: () => undefined },
    });
    await expect(downloading).rejects.toThrow("was cut off 3 times");
  });

  it("of which GitHub lists another digest is refused", async () => {
    const run = stage.fake.add.run();
    stage.fake.add.artifact(run, { name: "a", bytes: good, digest: `sha256:${"0".repeat(64)}` });
    const [artifact] = await listArtifacts(github, run.id);
    const answer = await downloadArtifact(github, artifact!, {
      ...{ folder, allows: () => true, target: () => undefined },
    });
    expect(answer).toMatchObject({ problem: { message: expect.stringContaining("digest") } });
  });

  it("that has gone since it was listed is told", async () => {
    const run = stage.fake.add.run();
    stage.fake.add.artifact(run, { name: "a", bytes: good, expiresAt: "2020-01-01T00:00:00Z" });
    const [artifact] = await listArtifacts(github, run.id);
    expect(artifact).toMatchObject({ expired: true });
    const downloading = downloadArtifact(github, artifact!, {
      ...{ folder, allows: () => true, target: () => undefined },
    });
    await expect(downloading).rejects.toThrow("404");
  });
});

describe("a list of artifacts", () => {
  it("has those of all pages, oldest first", async () => {
    const run = stage.fake.add.run();
    for (let at = 0; at < 230; at++) stage.fake.add.artifact(run, { name: `a-${at}`, bytes: good });
    const names = (await listArtifacts(github, run.id)).map(({ name }) => name);
    expect([names.length, names[0], names.at(-1)]).toEqual([230, "a-0", "a-229"]);
    stage.fake.assertClean();
  });

  it("that is no list of artifacts is not guessed at", async () => {
    const odd = { ...github, pages: () => Promise.resolve([{ id: 1 }]) };
    await expect(listArtifacts(odd, 1)).rejects.toThrow("GitHub answered something that is no artifact.");
  });
});
