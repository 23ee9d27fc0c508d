import type { Masks } from "./masks.ts";
import { parseCommand, registeredCommands, type WorkflowCommand } from "./workflow-command.ts";

/** What a reader sees beside the code or on the run's page. */
export type Annotation = {
  readonly level: "error" | "warning" | "notice";
  /** Masked, and cut as the runner cuts it. */
  readonly message: string;
  /** `file`, `line`, `endline`, `col`, `endcolumn`, `title` as the step gave them. */
  readonly properties: Readonly<Record<string, string>>;
};

/** The runner keeps ten of each level for a step and drops the rest without a word. Source: ExecutionContext.cs. */
const annotationsPerLevel = 10;
/** In UTF-16 units. */
const messageLimit = 4096;

/** Reads what one step prints, line by line, and obeys the commands in it as the runner does. */
export class StepLog {
  /** What the log page shows. */
  readonly lines: string[] = [];
  /** Every command that was obeyed, in order: a foreign one here is an injection. */
  readonly commands: WorkflowCommand[] = [];
  /** All of them; `shown` are those that GitHub keeps. */
  readonly annotations: Annotation[] = [];
  readonly outputs: Map<string, string> = new Map();
  readonly state: Map<string, string> = new Map();
  /** A command that the runner refused: the step has failed whatever its exit code says. */
  failed = false;
  readonly #masks: Masks;
  readonly #known = new Set(registeredCommands);
  #stopToken: string | undefined;

  constructor(masks: Masks) {
    this.#masks = masks;
  }

  get shown(): readonly Annotation[] {
    const counts = new Map<string, number>();
    return this.annotations.filter(({ level }) => {
      counts.set(level, (counts.get(level) ?? 0) + 1);
      return counts.get(level)! <= annotationsPerLevel;
    });
  }

  /** One line of standard output or standard error, without its end. */
  read(line: string): void {
    const command = parseCommand(line, this.#known);
    if (command === undefined || !this.#obey(command, line)) this.#show(line);
  }

  annotate(level: Annotation["level"], message: string, properties: Annotation["properties"] = {}): void {
    const masked = this.#masks.apply(message);
    this.annotations.push({ level, message: masked.slice(0, messageLimit), properties });
    this.#show(`##[${level}]${masked}`);
  }

  /** An error of the runner about the step. */
  fail(message: string): void {
    this.failed = true;
    this.annotate("error", message);
  }

  #show(line: string): void {
    this.lines.push(this.#masks.apply(line));
  }

  /** False when commands are stopped: the line is then text. */
  #obey(command: WorkflowCommand, line: string): boolean {
    if (this.#stopToken !== undefined && command.name !== this.#stopToken) return false;
    this.commands.push(command);
    if (this.#stopToken !== undefined) {
      this.#known.delete(this.#stopToken);
      this.#stopToken = undefined;
      this.#show(line);
    } else if (command.name === "stop-commands") this.#stop(command.data, line);
    else this.#perform(command, line);
    return true;
  }

  #stop(token: string, line: string): void {
    const name = token.toLowerCase();
    if (name === "" || name === "pause-logging" || this.#known.has(name)) {
      this.fail(
        "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
      );
      return;
    }
    this.#stopToken = name;
    this.#known.add(name);
    if (token.length > 6) this.#masks.add(token);
    this.#show(line);
  }

  #perform({ name, properties, data }: WorkflowCommand, line: string): void {
    switch (name) {
      case "error":
      case "warning":
      case "notice":
        this.annotate(name, data, Object.fromEntries(properties));
        break;
      case "add-mask":
        if (data.trim() === "")
          this.annotate("warning", "Can't add secret mask for empty string in ##[add-mask] command.");
        this.#masks.add(data);
        break;
      case "set-output":
        this.#keep(this.outputs, properties.get("name"), data, name, line);
        break;
      case "save-state":
        this.#keep(this.state, properties.get("name"), data, name, line);
        break;
      case "set-env":
      case "add-path":
        this.fail(`Unable to process command '${line}' successfully.`);
        this.annotate("error", `The \`${name}\` command is disabled.`);
        break;
      case "group":
      case "endgroup":
        this.#show(`##[${name}]${name === "group" ? data : ""}`);
        break;
      // debug is shown in debug runs only; matchers and echoing change nothing that we look at
    }
  }

  #keep(into: Map<string, string>, key: string | undefined, data: string, name: string, line: string): void {
    if (key !== undefined) into.set(key, data);
    else {
      this.fail(`Unable to process command '${line}' successfully.`);
      this.annotate("error", `Required field 'name' is missing in ##[${name}] command.`);
    }
  }
}
