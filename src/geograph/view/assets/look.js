/** How actors are coloured and how large they are, by what the reader chose. */
import { communities, pageRank } from "./analysis.js";

const LARGEST = 25;

/**
 * Colours of actors with a name for each, the most frequent first; what has no colour of its own is "other".
 * @param {import("./data.js").Model} model @param {string} by kind, community or country
 * @returns {{of: (index: number) => any, rows: {label: string, style: any, count: number}[]}}
 */
export function colouring(model, by) {
  if (by === "kind") return { of: (index) => model.actors[index].style, rows: [] };
  const groups = by === "country" ? model.actors.map((actor) => actor.record.country || "") : communities(model);
  const size = new Map();
  for (const group of groups) if (group !== "") size.set(group, (size.get(group) || 0) + 1);
  const order = [...size].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).filter(([, count]) => by === "country" || count > 1);
  const { palette, kinds } = model.styles;
  const rows = order.slice(0, palette.length).map(([group, count], place) => ({ group, count, style: palette[place], label: by === "country" ? String(group) : communityName(model, groups, group) }));
  const styles = new Map(rows.map((row) => [row.group, row.style]));
  const rest = model.actors.length - rows.reduce((sum, row) => sum + row.count, 0);
  if (rest) rows.push({ group: null, count: rest, style: kinds.Other, label: by === "country" ? "other or none" : "smaller communities" });
  return { of: (index) => styles.get(groups[index]) || kinds.Other, rows };
}

/** A community is called after the actor with the most relations in it. */
export function communityName(model, groups, group) {
  let best = null;
  for (const actor of model.actors) if (groups[actor.index] === group && (!best || actor.links.length > best.links.length)) best = actor;
  return best ? `around ${best.name}` : "";
}

/** What an actor's size goes by, scaled so that every choice fills the same span. @returns {(index: number) => number} */
export function sizing(model, by) {
  if (by === "relations") return (index) => model.actors[index].links.length;
  const value = by === "pagerank" ? pageRank(model) : model.actors.map((actor) => actor.record.mentions || 0);
  const most = value.reduce((a, b) => Math.max(a, b), 1e-12);
  return (index) => (LARGEST * value[index]) / most;
}

/** The choices, in words. */
export const CHOICES = {
  layout: { label: "Layout", values: { network: "network", map: "map", ring: "ring" } },
  colour: { label: "Colour by", values: { kind: "kind", community: "community", country: "country" } },
  size: { label: "Size by", values: { relations: "relations", pagerank: "PageRank", mentions: "mentions" } },
};
