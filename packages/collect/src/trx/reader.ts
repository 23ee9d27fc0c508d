import type { Reader } from "../reader.ts";
import { openReport } from "../xml-tests/report-session.ts";
import { recogniseTrx } from "./recognise.ts";
import { resultNames } from "./result-part.ts";
import { trxDocument } from "./test-run.ts";

/** TRX: what `dotnet test --logger trx`, VSTest, MSTest and Microsoft.Testing.Platform write. */
export const trx: Reader = {
  id: "trx",
  holds: "tests",
  recognises: recogniseTrx,
  open: (context) => openReport({ results: resultNames, document: trxDocument }, context),
};
