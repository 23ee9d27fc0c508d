/** What the second element of the reporter's entry in the configuration may say. */
export type ReporterOptions = {
  /**
   * The file that is written, from the folder of the configuration.
   * @default ".tollgate/runs/RUNNER[-PROJECTS][-KIND][-SHARD].ndjson"
   */
  readonly outputFile?: string;
  /** Kind of the tests: `unit`, `integration`, `e2e` or any other name. @default what Tollgate finds by the path */
  readonly kind?: string;
};
