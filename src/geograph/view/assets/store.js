/**
 * What the reader has chosen: selection, filters, days, hidden and pinned actors, how it is drawn. Views listen; nothing
 * else holds state. Every change that `act` makes can be undone.
 *
 * @typedef {{kind: "actor"|"link", index: number, event?: number}
 *   |{kind: "path", from: number, to: number, nth?: number}|{kind: "actors", indices: number[]}|null} Selection
 */
import { neighbourhood } from "./data.js";
import { datesOf, inRange } from "./days.js";
import { pathFocus } from "./path.js";

/** More actors without a relation than this are not drawn unless asked for: they would take the others' room. */
const MOST_LONE = 8;
const MOST_UNDO = 60;

/** The facets that filter, and what a link has for each. */
const LINK_FACETS = { families: (link) => link.family, relations: (link) => link.facet, statuses: (link) => link.status, rolled: (link) => (link.rolled ? "yes" : "no") };
const FACETS = Object.keys(LINK_FACETS);

/** @param {import("./data.js").Model} model */
export function createStore(model) {
  const fresh = () => ({ kinds: new Set(), families: new Set(), relations: new Set(), statuses: new Set(), rolled: new Set(), lone: new Set() });
  const listeners = { filters: [], selection: [], look: [] };
  let focus;
  const tell = (what, value) => { focus = undefined; for (const listener of listeners[what]) listener(value); };
  const past = [];
  const undo = [];
  const lone = loneActors(model).length;
  const store = {
    /** @type {Selection} */ selection: null,
    depth: 1,
    /** @type {Set<number>|null} actors that "show only these" keeps */ only: null,
    off: fresh(),
    /** @type {Set<number>} actors taken off the stage */ hidden: new Set(),
    /** @type {Set<number>} actors whose place is fixed */ pinned: new Set(),
    /** @type {[number, number]|null} first and last day that are shown */ range: null,
    /** With a range: whether relations without a day stay. */ undated: true,
    look: { layout: "network", colour: "kind", size: "relations", overview: "on" },
    /** @type {Set<number>} communities that are unfolded in a large graph's overview */ open: new Set(),
    dates: datesOf(model),
    linkOn: new Uint8Array(model.links.length).fill(1),
    actorOn: new Uint8Array(model.actors.length).fill(1),
    /** @type {Record<string, {save: () => any, restore: (saved: any) => void}>} state of views that undo and links carry */
    keepers: {},
    on(what, listener) { listeners[what].push(listener); },
    select(selection, { remember = true } = {}) {
      if (remember && store.selection) past.push(store.selection);
      store.selection = selection;
      tell("selection", selection);
    },
    canGoBack: () => past.length > 0,
    back() { if (past.length) store.select(past.pop(), { remember: false }); },
    /** Change something in a way that can be undone. */
    act(change) { store.remember(); change(); store.refilter(); },
    remember() { undo.push(store.save()); if (undo.length > MOST_UNDO) undo.shift(); },
    canUndo: () => undo.length > 0,
    undo() { if (undo.length) store.restore(undo.pop()); },
    toggle(facet, value, show) { store.act(() => store.off[facet][show ? "delete" : "add"](value)); },
    /** Hide all of a facet but one value. */
    isolate(facet, value, values) { store.act(() => { store.off[facet] = new Set(values.filter((other) => other !== value)); }); },
    setDepth(depth) { store.depth = depth; tell("selection", store.selection); },
    showOnly(actors) { store.act(() => { store.only = actors; }); },
    hide(indices) {
      store.act(() => { for (const index of indices) store.hidden.add(index); });
      store.select(null);
    },
    pin(indices, on) { store.act(() => { for (const index of indices) store.pinned[on ? "add" : "delete"](index); }); tell("selection", store.selection); },
    setRange(range, { remember = true } = {}) {
      if (remember) store.remember();
      store.range = range;
      store.refilter();
    },
    setLook(change) {
      store.act(() => { store.look = { ...store.look, ...change }; if (change.layout) store.pinned = new Set(); });
      tell("look", change);
    },
    lookChanged() { tell("look", store.look); },
    unfold(group, on) { store.act(() => store.open[on ? "add" : "delete"](group)); },
    clearFilters() { store.act(() => { store.off = fresh(); store.only = null; store.range = null; store.hidden = new Set(); }); },
    isFiltered: () => store.only !== null || store.range !== null || store.hidden.size > 0 || Object.entries(store.off).some(([facet, values]) => facet !== "lone" && values.size > 0),
    refilter() { applyFilters(model, store); tell("filters"); if (store.selection?.kind === "path") tell("selection", store.selection); },
    /** What stays bright: null is everything. */
    focus() { return focus === undefined ? (focus = focusOf(model, store)) : focus; },
    /** Everything that a reader chose, as values of its own. */
    save: () => ({ off: Object.fromEntries(Object.entries(store.off).map(([facet, values]) => [facet, new Set(values)])), only: store.only, hidden: new Set(store.hidden), pinned: new Set(store.pinned), range: store.range, undated: store.undated, look: store.look, open: new Set(store.open), kept: Object.fromEntries(Object.entries(store.keepers).map(([name, keeper]) => [name, keeper.save()])) }),
    restore({ kept, ...saved }) {
      const { look } = store;
      Object.assign(store, saved);
      if (JSON.stringify(look) !== JSON.stringify(store.look)) tell("look", store.look);
      for (const [name, value] of Object.entries(kept)) store.keepers[name]?.restore(value);
      store.refilter();
      tell("selection", store.selection);
    },
    /** @type {Record<string, Map<string, number>>} by facet and value, the links that pass all other facets */
    counts: {},
    /** The number beside a legend row says what switching it changes. */
    countLinks: (facet, value) => store.counts[facet].get(value) || 0,
    /** The events of a link that lie within the chosen days. */
    eventsShown: (link) => (store.range ? link.events.filter((event) => inRange(store, event)) : link.events),
  };
  if (lone > MOST_LONE || lone * 3 > model.actors.length) store.off.lone.add("yes");
  applyFilters(model, store);
  return store;
}

/** Actors without any relation. @param {import("./data.js").Model} model */
export function loneActors(model) {
  return model.actors.filter((actor) => actor.links.length === 0);
}

/** Which facet hides a link: null is none, "ends" an actor, the days, or several facets at once. */
function hiddenBy(model, store, link) {
  if (!actorPasses(model, store, link.source) || !actorPasses(model, store, link.target)) return "ends";
  if (store.range && !store.dates.linkIn(link.index, store.range, store.undated)) return "ends";
  let by = null;
  for (const facet of FACETS) {
    if (!store.off[facet].size || !store.off[facet].has(LINK_FACETS[facet](link))) continue;
    if (by) return "ends";
    by = facet;
  }
  return by;
}

function actorPasses(model, store, index) {
  return !store.off.kinds.has(model.actors[index].kind) && !store.hidden.has(index) && (store.only === null || store.only.has(index));
}

function applyFilters(model, store) {
  store.counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  model.links.forEach((link, index) => {
    const by = hiddenBy(model, store, link);
    store.linkOn[index] = by === null ? 1 : 0;
    if (by === "ends") return;
    for (const facet of FACETS) {
      if (by !== null && by !== facet) continue;
      const value = LINK_FACETS[facet](link);
      store.counts[facet].set(value, (store.counts[facet].get(value) || 0) + 1);
    }
  });
  const loneOn = !store.off.lone.has("yes") && !store.off.families.size && !store.off.statuses.size && !store.range;
  model.actors.forEach((actor, index) => {
    const linked = actor.links.length ? actor.links.some((link) => store.linkOn[link]) : loneOn;
    store.actorOn[index] = linked && actorPasses(model, store, index) ? 1 : 0;
  });
  if (store.only) for (const index of store.only) if (actorPasses(model, store, index)) store.actorOn[index] = 1;
}

function focusOf(model, store) {
  const chosen = store.selection;
  if (!chosen) return null;
  const shown = (index) => store.linkOn[index] === 1;
  if (chosen.kind === "link") {
    const link = model.links[chosen.index];
    return { actors: new Set([link.source, link.target]), links: new Set([chosen.index]), main: [] };
  }
  if (chosen.kind === "path") return pathFocus(model, store, chosen);
  if (chosen.kind === "actors") {
    const actors = new Set(chosen.indices);
    const links = new Set(model.links.filter((link) => shown(link.index) && actors.has(link.source) && actors.has(link.target)).map((link) => link.index));
    return { actors, links, main: chosen.indices };
  }
  return { ...neighbourhood(model, chosen.index, store.depth, shown), main: [chosen.index] };
}
