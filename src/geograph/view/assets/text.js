/** Strings: offsets in code points, words for names, folding for search, one-line forms. */

/**
 * Cut by code points, as the data's offsets count, where JavaScript counts UTF-16 units.
 * @param {string} text
 * @returns {(start: number, end: number) => string}
 */
export function slicer(text) {
  if (!/[\uD800-\uDFFF]/.test(text)) return (start, end) => text.slice(start, end);
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join("");
}

/** @param {string} text @returns {number} its length in code points */
export function pointCount(text) {
  return /[\uD800-\uDFFF]/.test(text) ? Array.from(text).length : text.length;
}

/** Letters only, lower case, accents off: what search compares. @param {string} text */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

/**
 * One line without control and direction characters, for the canvas and for attributes, where no isolate can hold
 * an override that a hostile name brings.
 * @param {string} text
 */
export function oneLine(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, " ").replace(/\s+/g, " ").trim();
}

/** "alliesWith" as words: "allies with". @param {string} name */
export function words(name) {
  return oneLine(name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replace(/_/g, " ")).toLowerCase();
}

/** @param {string} text @param {number} most */
export function shorten(text, most) {
  const points = Array.from(text);
  return points.length <= most ? text : `${points.slice(0, most - 1).join("").trimEnd()}…`;
}

/**
 * Break a name into at most two lines, as even as its spaces allow.
 * @param {string} text @param {number} width longest line that needs no break
 * @returns {string[]}
 */
export function wrap(text, width) {
  if (text.length <= width) return [text];
  let best = null;
  for (let at = text.indexOf(" "); at > 0; at = text.indexOf(" ", at + 1)) {
    const longest = Math.max(at, text.length - at - 1);
    if (!best || longest < best.longest) best = { at, longest };
  }
  if (!best || best.longest > text.length * 0.8) return [shorten(text, width + 8)];
  return [text.slice(0, best.at), text.slice(best.at + 1)].map((line) => shorten(line, width + 6));
}

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many || `${one}s`}`;
}

/** An ISO day in words, "17 November 2015"; anything else as it is. @param {string} iso */
export function dayWords(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso || "");
  if (!match) return iso || "";
  const day = new Date(Date.UTC(+match[1], +match[2] - 1, +match[3]));
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}
