import { type AbsentEvidence, type Problem, TollgateError } from "@tollgate/model";

/** What GitHub told, or why it did not. */
export type Told<Value> = { readonly value: Value } | { readonly refusal: TollgateError };

/** Asks, and gives back what GitHub refused or did not answer: it decides what is known, and never whether we crash. */
export async function askGithub<Value>(ask: () => Promise<Value>): Promise<Told<Value>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (error instanceof TollgateError && error.code === "platform") return { refusal: error };
    throw error;
  }
}

/** Evidence that GitHub did not give: whatever needs it is not known. */
export function absentBy(what: string, { message, remedy }: TollgateError): AbsentEvidence {
  return { what, because: clause(message), remedy };
}

/** Something beside the evidence that GitHub did not tell. `what` begins a sentence. */
export function untoldBy(what: string, { message, remedy }: TollgateError): Problem {
  return {
    code: "platform-refused",
    severity: "warning",
    message: `${what}: ${clause(message)}.`,
    remedy,
  };
}

function clause(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
