import { describe, expect, it } from "vitest";
import { runTiny } from "./tiny-action.ts";

const print = (...lines: readonly string[]): string =>
  `process.stdout.write(${JSON.stringify(lines.map((line) => `${line}\n`).join(""))});`;

describe("a printed line", () => {
  it.each([
    ["after leading blanks", " \t::set-output name=a::b"],
    ["in any case", "::Set-Output NAME=a::b"],
    ["anywhere in the line with ##[", "ok 1 - ##[set-output name=a]b"],
    ["after a lone carriage return", "50 %\r::set-output name=a::b"],
  ])("is a command %s", async (_, line) => {
    const { outputs, commands } = await runTiny(print(line));
    expect([...outputs]).toEqual([["a", "b"]]);
    expect(commands.map(({ name }) => name)).toEqual(["set-output"]);
  });

  it("is a command on standard error too", async () => {
    const { outputs } = await runTiny('process.stderr.write("::set-output name=a::b");');
    expect([...outputs]).toEqual([["a", "b"]]);
  });

  it.each([
    ["with text before the colons", "x ::set-output name=a::b"],
    ["of an unknown command", "::shout name=a::b"],
    ["that does not end", "::set-output name=a"],
    ["whose bracket does not close", "##[set-output name=a"],
    ["with one colon", ":set-output name=a::b"],
  ])("is text %s", async (_, line) => {
    const { log, commands } = await runTiny(print(line));
    expect({ log, commands }).toEqual({ log: `${line}\n`, commands: [] });
  });

  it("is unescaped once", async () => {
    const { outputs, annotations } = await runTiny(
      print(
        "::set-output name=a%3Ab%2Cc::100%25%0A%250A",
        "##[set-output name=d%3Be%5D]1%3B2",
        "::error file=a.ts,line=3,empty=,title=b%3A c::no",
      ),
    );
    expect([...outputs]).toEqual([
      ["a:b,c", "100%\n%0A"],
      ["d;e]", "1;2"],
    ]);
    expect(annotations).toEqual([
      { level: "error", message: "no", properties: { file: "a.ts", line: "3", title: "b: c" } },
    ]);
  });
});

describe("commands", () => {
  it.each(["set-env name=A", "add-path"])("%s fails the step", async (command) => {
    const result = await runTiny(print(`::${command}::b`));
    expect(result).toMatchObject({ outcome: "failure", exitCode: 0 });
    expect(result.annotations.map(({ message }) => message)).toEqual([
      `Unable to process command '::${command}::b' successfully.`,
      `The \`${command.split(" ")[0]}\` command is disabled.`,
    ]);
  });

  it("that lack a name fail the step", async () => {
    const result = await runTiny(print("::save-state::b"));
    expect(result).toMatchObject({ outcome: "failure" });
    expect(result.annotations[1]?.message).toBe(
      "Required field 'name' is missing in ##[save-state] command.",
    );
  });

  it("stop at a token and go on after it", async () => {
    const result = await runTiny(
      print("::stop-commands::Pause1", "::set-output name=a::b", "::pause1::", "::set-output name=c::d"),
    );
    expect([...result.outputs]).toEqual([["c", "d"]]);
    expect(result.commands.map(({ name }) => name)).toEqual(["stop-commands", "pause1", "set-output"]);
    expect(result.log).toBe("::stop-commands::Pause1\n::set-output name=a::b\n::pause1::\n");
  });

  it("hide a long stop token, for what is printed later", async () => {
    const { log } = await runTiny(print("::stop-commands::0123456789", "0123456789 again"));
    expect(log).toBe("::stop-commands::***\n*** again\n");
  });

  it.each(["", "pause-logging", "Error"])("do not stop at the token '%s'", async (token) => {
    const result = await runTiny(print(`::stop-commands::${token}`, "::set-output name=a::b"));
    expect(result.outcome).toBe("failure");
    expect(result.outputs.get("a")).toBe("b");
  });

  it("group the log, keep state, and hide debug lines", async () => {
    const { log, state } = await runTiny(
      print("::group::one", "text", "::endgroup::", "::debug::quiet", "::save-state name=a::b", "::echo::on"),
    );
    expect(log).toBe("##[group]one\ntext\n##[endgroup]\n");
    expect([...state]).toEqual([["a", "b"]]);
  });
});

describe("annotations", () => {
  it("are ten of each level, the rest dropped without a word", async () => {
    const lines = Array.from({ length: 12 }, (_, at) => [`::error::e${at}`, `::warning::w${at}`]).flat();
    const result = await runTiny(print(...lines, "::notice::n"));
    expect(result.annotations.map(({ message }) => message)).toEqual([
      ...lines.slice(0, 20).map((line) => line.replace(/.*::/, "")),
      "n",
    ]);
    expect(result.droppedAnnotations).toBe(4);
    expect(result.log).toContain("##[error]e11\n");
  });

  it("are cut at 4,096 characters", async () => {
    const { annotations, log } = await runTiny(print(`::warning::${"x".repeat(5000)}`));
    expect(annotations[0]?.message).toBe("x".repeat(4096));
    expect(log).toHaveLength("##[warning]".length + 5001);
  });
});

describe("masks", () => {
  it("hide a secret from then on, in every writing and in each of its lines", async () => {
    const secret = 'pass"word/1';
    const { log, output } = await runTiny(
      print(
        secret,
        `::add-mask::${secret}%0Asecond line`,
        `a ${secret} b`,
        JSON.stringify({ secret }),
        encodeURIComponent(secret),
        Buffer.from(`user:${secret}`).toString("base64"),
        "the second line alone",
        `${secret}${secret}`,
        `::error::${secret}`,
      ),
    );
    const lines = log.split("\n");
    expect(lines.slice(0, 4)).toEqual([secret, "a *** b", '{"secret":"***"}', "***"]);
    expect(lines[4]).toMatch(/^[A-Za-z0-9+/]{0,9}\*\*\*.{0,3}$/);
    expect(lines.slice(5)).toEqual(["the *** alone", "***", "##[error]***", ""]);
    expect(output).toContain("add-mask");
  });

  it("refuse to hide nothing", async () => {
    const { annotations, log } = await runTiny(print("::add-mask:: ", "a b"));
    expect(annotations).toMatchObject([
      { level: "warning", message: "Can't add secret mask for empty string in ##[add-mask] command." },
    ]);
    expect(log).toContain("a b\n");
  });
});
