/** An event's words: the passage that is quoted, cut into pieces by the parts that actor, trigger and recipient play. */
import { pointCount, slicer } from "./text.js";

/**
 * @typedef {{text: string, roles: string[], clause: boolean}} Piece
 * @typedef {{start: number, end: number, pieces: Piece[], outside: {role: string, text: string}[]}} Passage
 */

const ROLES = [["actor_span", "actor"], ["trigger", "trigger"], ["recipient_span", "recipient"]];

/**
 * The sentence of an event (and the clause, should it reach beyond), in pieces that join to the exact text.
 * @param {any} event
 * @returns {Passage|null} null where the event has no words (a standing tie of the atlas)
 */
export function passageOf(event) {
  const reader = readerOf(event);
  if (!reader) return null;
  const { cut, low, high } = reader;
  const clause = span(event.start === undefined ? null : [event.start, event.end], low, high);
  const start = Math.max(low, Math.min(event.sentence_start ?? clause?.[0] ?? low, clause?.[0] ?? Infinity));
  const end = Math.min(high, Math.max(event.sentence_end ?? clause?.[1] ?? high, clause?.[1] ?? 0));
  if (!(end > start)) return null;
  const roles = [];
  const outside = [];
  for (const [field, role] of ROLES) {
    const found = span(event[field], low, high);
    if (!found) continue;
    if (found[0] >= start && found[1] <= end) roles.push({ role, from: found[0], to: found[1] });
    else outside.push({ role, text: cut(found[0], found[1]) });
  }
  return { start, end, pieces: pieces(cut, start, end, clause, roles), outside };
}

function readerOf(event) {
  if (event.sentence !== undefined) {
    const low = event.sentence_start ?? 0;
    const cut = slicer(event.sentence);
    return { low, high: low + pointCount(event.sentence), cut: (a, b) => cut(a - low, b - low) };
  }
  const article = event.source;
  if (!article || !article.cut) return null;
  article.length ??= pointCount(article.text);
  return { low: 0, high: article.length, cut: article.cut };
}

function span(pair, low, high) {
  if (!Array.isArray(pair) || !Number.isInteger(pair[0]) || !Number.isInteger(pair[1])) return null;
  return pair[0] >= low && pair[1] <= high && pair[0] < pair[1] ? pair : null;
}

function pieces(cut, start, end, clause, roles) {
  const borders = new Set([start, end]);
  for (const { from, to } of roles) borders.add(from).add(to);
  if (clause) borders.add(clause[0]).add(clause[1]);
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, index) => ({
    text: cut(from, sorted[index + 1]),
    roles: roles.filter((role) => role.from <= from && from < role.to).map((role) => role.role),
    clause: clause !== null && clause[0] <= from && from < clause[1],
  }));
}

/** The text of a span of an event, "" where there is none. @param {any} event @param {string} field */
export function spanText(event, field) {
  const reader = readerOf(event);
  const found = reader && span(event[field], reader.low, reader.high);
  return found ? reader.cut(found[0], found[1]) : "";
}

/** The sentence as a string, for search and lists. @param {any} event */
export function sentenceText(event) {
  if (event.sentence !== undefined) return event.sentence;
  return passageOf(event)?.pieces.map((piece) => piece.text).join("") ?? "";
}
