import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundleLimits, TollgateError } from "@tollgate/model";
import { createTemporaryFolder } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBundle } from "../src/bundles/bundle-file.ts";
import { coordinatesOf } from "../src/coordinates.ts";
import type { Environment } from "../src/environment.ts";
import { readFileInto } from "../src/files/read-file.ts";
import { inspect } from "../src/inspect.ts";
import { replaceFile, writeFully } from "../src/outputs/replace-file.ts";
import { writeText } from "../src/outputs/write-text.ts";
import { writeRecord } from "../src/record-run.ts";
import { run } from "../src/run.ts";

let folder: string;
let said: { out: string; err: string };
beforeEach(() => {
  folder = createTemporaryFolder();
  said = { out: "", err: "" };
});
afterEach(() => execFileSync("rm", ["-rf", folder]));

function environment(env: Environment["env"] = {}): Environment {
  return {
    cwd: folder,
    env,
    stdout: (text) => {
      said.out += text;
    },
    stderr: (text) => {
      said.err += text;
    },
    color: false,
    width: 100,
    interactive: false,
    now: () => 0,
  };
}

describe("bytes that the system takes in parts", () => {
  it("are written to the last one", () => {
    const disk: number[] = [];
    writeFully(Uint8Array.of(1, 2, 3, 4, 5), (bytes, offset, length) => {
      const some = bytes.subarray(offset, offset + Math.min(2, length));
      disk.push(...some);
      return some.length;
    });
    expect(disk).toEqual([1, 2, 3, 4, 5]);
  });

  it("are an error when it takes none", () => {
    expect(() => writeFully(Uint8Array.of(1), () => 0)).toThrow("nothing was written");
  });
});

describe("a file that is replaced", () => {
  it("keeps its old content when the new one is not complete, and leaves nothing else", () => {
    const path = join(folder, "a.txt");
    writeText(path, ["old"]);
    expect(() =>
      replaceFile(path, (write) => {
        write(Buffer.from("new"));
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["a.txt"]);
  });

  it("may be written by two at once", () => {
    const path = join(folder, "a.txt");
    replaceFile(path, (write) => {
      write(Buffer.from("outer "));
      writeText(path, ["inner"]);
      write(Buffer.from("text"));
    });
    expect(readFileSync(path, "utf8")).toBe("outer text");
  });

  it("has all of a long text", () => {
    const pieces = Array.from({ length: 3_000 }, (_, i) => `é${i}`.repeat(200));
    writeText(join(folder, "a.txt"), pieces);
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe(pieces.join(""));
  });

  it("has all of text that comes as bytes which are used again, too", () => {
    const bytes = Buffer.alloc(70_000);
    const written: string[] = [];
    function* pieces(): Generator<string | Uint8Array> {
      for (let i = 0; i < 60; i++) {
        const length = i === 7 ? 2_000_000 : i * 1_000;
        const piece = i === 7 ? Buffer.alloc(length, "b") : bytes.fill(`${i};`).subarray(0, length);
        written.push(piece.toString(), "é");
        yield piece;
        yield "é";
      }
    }
    writeText(join(folder, "a.txt"), pieces());
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe(written.join(""));
  });

  it.each([
    ["below a file", "file/a.txt", "a file stands where a folder was wanted"],
    ["under the name of a folder", "folder", "a folder has this name"],
  ])("%s is misuse", (_where, name, reason) => {
    writeFileSync(join(folder, "file"), "");
    mkdirSync(join(folder, "folder/inner"), { recursive: true });
    const write = (): void => writeText(join(folder, name), ["x"]);
    expect(write).toThrow(TollgateError);
    expect(write).toThrow(reason);
  });
});

it("the record of a run that cannot be written is misuse, and no option for outputs is advised", () => {
  writeFileSync(join(folder, ".tollgate"), "");
  let thrown: unknown;
  try {
    writeRecord(join(folder, ".tollgate/runs/a.json"), { package: "" });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({
    code: "usage",
    remedy: expect.stringContaining("write to `.tollgate/runs/`"),
  });
});

describe.skipIf(process.platform === "win32")("a pipe in place of a file", () => {
  it("is no report, and is not waited for", async () => {
    const path = join(folder, "junit.xml");
    execFileSync("mkfifo", [path]);
    expect(readFileInto(path, () => {})).toMatchObject({ code: "not-a-file", severity: "error" });
    expect(await inspect(environment(), { files: ["junit.xml"], json: true })).toBe(1);
    expect(said.out).toContain("not-a-file");
  });

  it("is no bundle", async () => {
    const path = join(folder, "a.tollgate");
    execFileSync("mkfifo", [path]);
    expect(await readBundle(path, "a.tollgate")).toMatchObject({
      problem: { code: "bundle-refused", message: "The bundle is not used: it is a pipe." },
    });
  });

  it("may be a device", () => {
    expect(readFileInto("/dev/zero", () => {})).toMatchObject({
      code: "not-a-file",
      message: "This is a device, a report file was wanted.",
    });
  });
});

describe("a bundle that unpacks to more than bundles do", () => {
  it("is refused by the size of its file", async () => {
    const path = join(folder, "bomb.tollgate");
    const line = `{"map":"${" ".repeat(8 * 1024 * 1024)}"}\n`;
    const header = '{"schema":"tollgate/bundle/1"}\n';
    writeFileSync(path, Buffer.concat([gzipSync(header), ...Array(40).fill(gzipSync(line))]));
    const decoded = await readBundle(path, "bomb.tollgate");
    expect(decoded).toMatchObject({ problem: { code: "bundle-refused" } });
  });

  it("is refused at the budget that is given", async () => {
    const path = join(folder, "bomb.tollgate");
    writeFileSync(path, gzipSync(`{"schema":"tollgate/bundle/1"}\n${"\n".repeat(5_000)}`));
    const decoded = await readBundle(path, "bomb.tollgate", { ...bundleLimits, bytes: 1_000 });
    expect(decoded).toMatchObject({
      problem: { message: expect.stringContaining("unpacks to more than 1000 bytes") },
    });
  });
});

describe("the coordinates", () => {
  it("take an empty variable for none", () => {
    const env = { GITHUB_RUN_ATTEMPT: "", GITHUB_JOB: "" };
    expect(coordinatesOf({}, environment(env))).toMatchObject({ job: "", attempt: 1 });
  });

  it.each([
    [{ attempt: "" }, "--attempt"],
    [{ attempt: "10001" }, "--attempt"],
    [{ attempt: "x" }, "--attempt"],
    [{ kind: "" }, "--kind"],
    [{ kind: " " }, "--kind"],
    [{ shard: "1/99999999999" }, "--shard"],
  ])("refuse %j with advice", (options, named) => {
    expect(() => coordinatesOf(options, environment())).toThrow(
      expect.objectContaining({ code: "usage", remedy: expect.stringContaining(named) }),
    );
  });
});

describe("a run", () => {
  const options = { files: ["junit.xml"], json: true };
  beforeEach(() => {
    writeFileSync(join(folder, "package.json"), '{"name":"shop"}');
    writeFileSync(
      join(folder, "junit.xml"),
      '<testsuite name="s" tests="1"><testcase name="t"/></testsuite>',
    );
  });

  it.each(["junit.xml", "junit.xml/out"])("into %s, where a file stands, is misuse", async (out) => {
    await expect(run(environment(), { ...options, out })).rejects.toMatchObject({
      code: "usage",
      remedy: expect.stringContaining("--out"),
    });
    expect(existsSync(join(folder, "junit.xml"))).toBe(true);
  });

  it("below a folder that is a file is misuse", async () => {
    writeFileSync(join(folder, ".tollgate"), "");
    await expect(run(environment(), options)).rejects.toMatchObject({ code: "usage" });
  });

  it.each(["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"])(
    "keeps its verdict when %s cannot be written",
    async (variable) => {
      mkdirSync(join(folder, "taken"));
      const plain = await run(environment(), options);
      const code = await run(environment({ [variable]: join(folder, "taken") }), options);
      expect(code).toEqual(plain);
      expect(said.err).toContain(`warning: the file that ${variable} names cannot be written (EISDIR)`);
    },
  );

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "into a folder that it may not write to is misuse",
    async () => {
      mkdirSync(join(folder, "locked"));
      chmodSync(join(folder, "locked"), 0o500);
      await expect(run(environment(), { ...options, out: "locked" })).rejects.toMatchObject({
        code: "usage",
      });
    },
  );
});
