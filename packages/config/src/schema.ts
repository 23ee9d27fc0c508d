/** The part of JSON Schema that a policy needs. `title` says in words what is allowed; messages quote it. */
export type Schema = ObjectSchema | MapSchema | ListSchema | EitherSchema | ValueSchema;

type Words = { readonly title: string; readonly description?: string };

export type ObjectSchema = Words & {
  readonly type: "object";
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
};

/** An object whose keys the user chooses. */
export type MapSchema = Words & {
  readonly type: "object";
  readonly additionalProperties: ObjectSchema;
};

export type ListSchema = Words & {
  readonly type: "array";
  readonly items: Schema;
  readonly minItems: number;
};

/** One object, or a list of them. */
export type EitherSchema = Words & { readonly anyOf: readonly [ObjectSchema, ListSchema] };

export type ValueSchema = Words & {
  readonly type: "string" | "integer" | "boolean";
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string | number | boolean;
  readonly examples?: readonly string[];
};
