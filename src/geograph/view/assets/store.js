/**
 * What the reader has chosen: selection, filters, depth of focus. Views listen; nothing else holds state.
 *
 * @typedef {{kind: "actor"|"link", index: number, event?: number}|null} Selection
 */
import { neighbourhood } from "./data.js";

/** More actors without a relation than this are not drawn unless asked for: they would take the others' room. */
const MOST_LONE = 8;

/** The facets that filter, and what a link or an actor has for each. */
const LINK_FACETS = { families: (link) => link.family, relations: (link) => `${link.family}/${link.relation}`, statuses: (link) => link.status, rolled: (link) => (link.rolled ? "yes" : "no") };
const FACETS = Object.keys(LINK_FACETS);

/** @param {import("./data.js").Model} model */
export function createStore(model) {
  const off = { kinds: new Set(), families: new Set(), relations: new Set(), statuses: new Set(), rolled: new Set(), lone: new Set() };
  const values = model.links.map((link) => Object.fromEntries(Object.entries(LINK_FACETS).map(([facet, valueOf]) => [facet, valueOf(link)])));
  const listeners = { filters: [], selection: [] };
  const past = [];
  const store = {
    /** @type {Selection} */ selection: null,
    depth: 1,
    /** @type {Set<number>|null} actors that "show only these" keeps */ only: null,
    off,
    linkOn: new Uint8Array(model.links.length).fill(1),
    actorOn: new Uint8Array(model.actors.length).fill(1),
    on(what, listener) { listeners[what].push(listener); },
    select(selection, { remember = true } = {}) {
      if (remember && store.selection) past.push(store.selection);
      store.selection = selection;
      for (const listener of listeners.selection) listener(selection);
    },
    canGoBack: () => past.length > 0,
    back() { if (past.length) store.select(past.pop(), { remember: false }); },
    toggle(facet, value, show) { off[facet][show ? "delete" : "add"](value); store.refilter(); },
    /** Hide all of a facet but one value. */
    isolate(facet, value, values) { off[facet] = new Set(values.filter((other) => other !== value)); store.refilter(); },
    setDepth(depth) { store.depth = depth; for (const listener of listeners.selection) listener(store.selection); },
    showOnly(actors) { store.only = actors; store.refilter(); },
    clearFilters() { for (const facet of Object.keys(off)) off[facet] = new Set(); store.only = null; store.refilter(); },
    isFiltered: () => store.only !== null || Object.entries(off).some(([facet, values]) => facet !== "lone" && values.size > 0),
    refilter() { applyFilters(model, store); for (const listener of listeners.filters) listener(); },
    /** What stays bright: null is everything. */
    focus() { return focusOf(model, store); },
    /** What each link has for each facet. */
    values,
    /** @type {Record<string, Map<string, number>>} by facet and value, the links that pass all other facets */
    counts: {},
    /** The number beside a legend row says what switching it changes. */
    countLinks: (facet, value) => store.counts[facet].get(value) || 0,
  };
  const lone = loneActors(model).length;
  if (lone > MOST_LONE || lone * 3 > model.actors.length) off.lone.add("yes");
  applyFilters(model, store);
  return store;
}

/** Actors without any relation. @param {import("./data.js").Model} model */
export function loneActors(model) {
  return model.actors.filter((actor) => actor.links.length === 0);
}

/** Which facet hides a link: null is none, "ends" an actor or several facets at once. */
function hiddenBy(model, store, link) {
  if (!actorPasses(model, store, link.source) || !actorPasses(model, store, link.target)) return "ends";
  let by = null;
  for (const facet of FACETS) {
    if (!store.off[facet].has(store.values[link.index][facet])) continue;
    if (by) return "ends";
    by = facet;
  }
  return by;
}

function actorPasses(model, store, index) {
  return !store.off.kinds.has(model.actors[index].kind) && (store.only === null || store.only.has(index));
}

function applyFilters(model, store) {
  store.counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  model.links.forEach((link, index) => {
    const by = hiddenBy(model, store, link);
    store.linkOn[index] = by === null ? 1 : 0;
    for (const facet of FACETS) {
      if (by !== null && by !== facet) continue;
      const value = store.values[index][facet];
      store.counts[facet].set(value, (store.counts[facet].get(value) || 0) + 1);
    }
  });
  model.actors.forEach((actor, index) => {
    const linked = actor.links.length ? actor.links.some((link) => store.linkOn[link]) : !store.off.lone.has("yes") && !store.off.families.size && !store.off.statuses.size;
    store.actorOn[index] = linked && actorPasses(model, store, index) ? 1 : 0;
  });
  if (store.only) for (const index of store.only) if (!store.off.kinds.has(model.actors[index].kind)) store.actorOn[index] = 1;
}

function focusOf(model, store) {
  const chosen = store.selection;
  if (!chosen) return null;
  if (chosen.kind === "link") {
    const link = model.links[chosen.index];
    return { actors: new Set([link.source, link.target]), links: new Set([chosen.index]), main: -1 };
  }
  return { ...neighbourhood(model, chosen.index, store.depth, (index) => store.linkOn[index] === 1), main: chosen.index };
}
