import { javascriptProducers } from "./javascript-producers.ts";
import { otherProducers } from "./other-producers.ts";
import type { Producer } from "./producer.ts";

/** What each tool that is known to lose something cannot tell; the first that fits a report counts. */
export const producers: readonly Producer[] = [...javascriptProducers, ...otherProducers];
