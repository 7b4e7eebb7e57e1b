/** Days as numbers, and which events lie within some of them. */

const DAY = 86400000;

/** An ISO day (or month, or year) as a number of days, null where it is none. @param {any} iso */
export function dayNumber(iso) {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso || "");
  if (!match) return null;
  const time = Date.UTC(+match[1], match[2] ? +match[2] - 1 : 0, match[3] ? +match[3] : 1);
  return Number.isNaN(time) ? null : Math.round(time / DAY);
}

/** @param {number} day */
export function isoDay(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The first and last day of every dated event, in flat arrays: 40,000 links are looked through at every step of a brush.
 * @param {import("./data.js").Model} model
 */
export function datesOf(model) {
  const starts = new Int32Array(model.links.length + 1);
  const days = [];
  const undated = new Uint8Array(model.links.length);
  model.links.forEach((link, index) => {
    starts[index] = days.length;
    for (const event of link.events) {
      const from = dayNumber(event.date);
      if (from === null) undated[index] = 1;
      else days.push(from, Math.max(from, dayNumber(event.date_end) ?? from));
    }
  });
  starts[model.links.length] = days.length;
  const flat = Int32Array.from(days);
  let first = Infinity;
  let last = -Infinity;
  for (let at = 0; at < flat.length; at += 2) { first = Math.min(first, flat[at]); last = Math.max(last, flat[at]); }
  const linkIn = (index, [from, to], withUndated) => {
    if (undated[index] && withUndated) return true;
    for (let at = starts[index]; at < starts[index + 1]; at += 2) if (flat[at] <= to && flat[at + 1] >= from) return true;
    return false;
  };
  /** Call with (first day of an event, index of its link). */
  const each = (tell) => { for (let index = 0; index < model.links.length; index += 1) for (let at = starts[index]; at < starts[index + 1]; at += 2) tell(flat[at], index); };
  return { first, last, count: flat.length / 2, linkIn, each };
}

/** @param {any} store @param {any} event */
export function inRange(store, event) {
  const from = dayNumber(event.date);
  if (from === null) return store.undated;
  return from <= store.range[1] && Math.max(from, dayNumber(event.date_end) ?? from) >= store.range[0];
}
