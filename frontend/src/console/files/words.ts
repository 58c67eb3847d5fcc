/** Why a file was not taken, in words. */

const WORDS: Readonly<Record<string, string>> = {
  empty: "It is empty.",
  too_large: "It is too large.",
  too_many_pixels: "It has too many pixels.",
  type: "Files of this type are not taken.",
  unreadable: "It cannot be read as a picture.",
  unreachable: "Its channel did not hand it out.",
  virus: "The virus scanner found something harmful in it.",
};

/** ``why``: the code that the server keeps with a file. */
export const refusedBecause = (why: string): string => WORDS[why] ?? "It is not there any more.";
