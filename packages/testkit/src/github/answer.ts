/** What a route or an extension answers. */
export type Answer = {
  readonly status: number;
  /** An object is sent as JSON; a list is cut into pages by the server. */
  readonly body?: unknown;
  readonly list?: List;
  readonly headers?: Readonly<Record<string, string>>;
};

/** All entries of a list, of which the server sends the wanted page, with `Link` to the others. */
export type List = {
  /** The member of the answer that holds the page beside `total_count`; without it the page is the answer. */
  readonly member?: string;
  /** Further members of the answer. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** Entries as they are shown; called for the page that is sent only. */
  readonly items: readonly (() => unknown)[];
};

export function listOf<Item>(items: readonly Item[], view: (item: Item) => unknown, member?: string): Answer {
  const lazy = items.map((item) => () => view(item));
  return { status: 200, list: { ...(member === undefined ? {} : { member }), items: lazy } };
}

/** One entry of `errors` in a "Validation Failed". */
export type FieldError = {
  readonly resource: string;
  readonly code: string;
  readonly field: string;
  readonly message?: string;
};

const docs = "https://docs.github.com/rest";

/** An error in GitHub's shape. */
export function refusal(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, body: { message, documentation_url: docs, status: String(status) } };
}

/** 422 "Validation Failed": the body had the right shape and asked for something that GitHub does not do. */
export function validationFailed(...errors: readonly FieldError[]): Answer {
  const body = { message: "Validation Failed", errors, documentation_url: docs, status: "422" };
  return { status: 422, body };
}

export const notFound: Answer = refusal(404, "Not Found");
