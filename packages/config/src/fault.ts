/** One thing that is wrong with a policy. */
export type Fault = {
  /** In UTF-16 units from the beginning of the text. */
  readonly offset: number;
  /** A noun phrase: `the unknown key "covrage"`. */
  readonly found: string;
  /** A noun phrase: `one of version, reports, paths, rules`. */
  readonly allowed: string;
  /** A sentence. */
  readonly remedy: string;
};
