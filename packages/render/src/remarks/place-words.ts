import { cutBytes, cutCodePoints, plainText, plural } from "@tollgate/text";
import type { Place } from "./ranked-places.ts";

/** A place as it is shown: plain text, cut, never empty. */
export type PlaceWords = { readonly title: string; readonly message: string };

/** Of how many remarks of a place the words are made, and how long they are. */
const most = { told: 5, title: 200, bytes: 2_000 } as const;

/** All that is said at the place: the first gives the title, each later one is told with its own. */
export function placeWords(place: Place): PlaceWords {
  const [first] = place;
  const title = cutCodePoints(plainText(first.title), most.title);
  const words = place.slice(0, most.told).map((remark, i) => {
    const said = cutBytes(plainText(remark.say()), most.bytes);
    return i === 0 ? said : `${cutCodePoints(plainText(remark.title), most.title)}\n${said}`;
  });
  const rest = place.length - words.length;
  const message = [...words, ...(rest > 0 ? [`… and ${plural(rest, "more", "more")} at this place.`] : [])]
    .join("\n\n")
    .trim();
  return {
    title: place.length === 1 ? title : `${title} (and ${place.length - 1} more)`,
    message: message === "" ? title : message,
  };
}
