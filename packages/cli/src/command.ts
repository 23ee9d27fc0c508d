import type { Environment } from "@tollgate/pipeline";

/** A word behind `tollgate`. */
export type Command = {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: Options;
  run(environment: Environment, args: readonly string[]): Promise<number>;
};

export type Options = Readonly<Record<string, Option>>;

type Option = {
  readonly type: "string" | "boolean";
  readonly multiple?: true;
  readonly value?: string;
  readonly help: string;
};
