/**
 * What the reader has chosen: selection, filters, depth of focus. Views listen; nothing else holds state.
 *
 * @typedef {{kind: "actor"|"link", index: number, event?: number}|null} Selection
 */
import { neighbourhood } from "./data.js";

/** The facets that filter, and what a link or an actor has for each. */
const LINK_FACETS = { families: (link) => link.family, relations: (link) => `${link.family}/${link.relation}`, statuses: (link) => link.status, rolled: (link) => (link.rolled ? "yes" : "no") };

/** @param {import("./data.js").Model} model */
export function createStore(model) {
  const off = { kinds: new Set(), families: new Set(), relations: new Set(), statuses: new Set(), rolled: new Set(), lone: new Set() };
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
    /** How many links pass all facets but one: the number beside a legend row says what switching it changes. */
    countLinks: (facet, value) => model.links.filter((link) => LINK_FACETS[facet](link) === value && linkPasses(model, store, link, facet)).length,
  };
  if (loneActors(model).length * 3 > model.actors.length) off.lone.add("yes");
  applyFilters(model, store);
  return store;
}

/** Actors without any relation. @param {import("./data.js").Model} model */
export function loneActors(model) {
  return model.actors.filter((actor) => actor.links.length === 0);
}

function linkPasses(model, store, link, except) {
  for (const [facet, valueOf] of Object.entries(LINK_FACETS)) {
    if (facet !== except && store.off[facet].has(valueOf(link))) return false;
  }
  return actorPasses(model, store, link.source) && actorPasses(model, store, link.target);
}

function actorPasses(model, store, index) {
  return !store.off.kinds.has(model.actors[index].kind) && (store.only === null || store.only.has(index));
}

function applyFilters(model, store) {
  model.links.forEach((link, index) => { store.linkOn[index] = linkPasses(model, store, link, null) ? 1 : 0; });
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
