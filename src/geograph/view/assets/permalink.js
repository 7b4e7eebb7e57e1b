/** What the reader sees as the address's hash, and back: names of the data, so that a link outlives a rebuilt page. */
import { dayNumber, isoDay } from "./days.js";

const DELAY = 250;
const LOOKS = { layout: ["network", "ring", "map"], colour: ["kind", "community", "country"], size: ["relations", "pagerank", "mentions"], overview: ["on", "off"] };

/** @param {import("./data.js").Model} model @param {any} store @param {any} scene */
export function bindPermalink(model, store, scene) {
  let timer = 0;
  let written = null;
  const write = () => {
    written = `#${encodeState(model, store, scene)}`;
    // A page inside another (a notebook's frame) has no address of its own to write to.
    try { history.replaceState(null, "", written === "#" ? "#" : written); } catch { written = null; }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(write, DELAY); };
  const read = () => {
    if (location.hash.length < 2 || location.hash === written) return;
    decodeState(model, store, scene, location.hash.slice(1));
  };
  read();
  store.on("filters", later);
  store.on("selection", later);
  store.on("look", later);
  scene.handlers.camera.push(later);
  addEventListener("hashchange", read);
}

/** @returns {string} without the sign */
export function encodeState(model, store, scene) {
  const hash = new URLSearchParams();
  const ids = (indices) => JSON.stringify([...indices].map((index) => model.actors[index].id));
  const put = (name, value) => { if (value) hash.set(name, value); };
  put("see", store.selection && JSON.stringify(encodeSelection(model, store.selection)));
  for (const [facet, values] of Object.entries(store.off)) if (values.size && facet !== "lone") put(`no-${facet}`, JSON.stringify([...values].sort()));
  if (store.off.lone.has("yes") !== scene.loneOffAtFirst) put("lone", store.off.lone.has("yes") ? "no" : "yes");
  if (store.only) put("only", ids(store.only));
  if (store.hidden.size) put("hide", ids(store.hidden));
  if (store.range) put("days", store.range.map(isoDay).join("/"));
  if (!store.undated) put("undated", "no");
  if (store.depth > 1) put("depth", String(store.depth));
  for (const [name, [usual]] of Object.entries(LOOKS)) if (store.look[name] !== usual) put(name, store.look[name]);
  if (store.open.size && scene.overview) put("open", ids([...store.open].map((group) => scene.overview.groups[group].members[0])));
  if (store.pinned.size) put("pin", JSON.stringify([...store.pinned].map((index) => [model.actors[index].id, ...scene.fraction(scene.place.x[index], scene.place.y[index])])));
  if (scene.touched) put("view", scene.viewAsFractions().join("/"));
  return hash.toString();
}

function encodeSelection(model, chosen) {
  const id = (index) => model.actors[index].id;
  if (chosen.kind === "actor") return ["actor", id(chosen.index)];
  if (chosen.kind === "actors") return ["actors", ...chosen.indices.map(id)];
  if (chosen.kind === "path") return ["path", id(chosen.from), id(chosen.to), chosen.nth || 0];
  const link = model.links[chosen.index];
  return ["link", id(link.source), link.relation, id(link.target), link.status, ...(chosen.event === undefined ? [] : [chosen.event])];
}

/** What the hash names and the page has; whatever else it says is passed over. */
export function decodeState(model, store, scene, hash) {
  const said = new URLSearchParams(hash);
  const actors = (name) => listOf(said.get(name)).map((id) => model.byId.get(id)).filter((index) => index !== undefined);
  for (const facet of Object.keys(store.off)) if (facet !== "lone") store.off[facet] = new Set(listOf(said.get(`no-${facet}`)).filter((value) => typeof value === "string"));
  const lone = { yes: false, no: true }[said.get("lone") || ""] ?? scene.loneOffAtFirst;
  store.off.lone = new Set(lone ? ["yes"] : []);
  store.only = said.has("only") ? new Set(actors("only")) : null;
  store.hidden = new Set(actors("hide"));
  const days = (said.get("days") || "").split("/").map(dayNumber);
  store.range = days.length === 2 && days.every((day) => day !== null) && days[0] <= days[1] ? days : null;
  store.undated = said.get("undated") !== "no";
  store.depth = [1, 2, 3].includes(Number(said.get("depth"))) ? Number(said.get("depth")) : 1;
  store.look = Object.fromEntries(Object.entries(LOOKS).map(([name, values]) => [name, values.includes(said.get(name)) ? said.get(name) : values[0]]));
  store.open = new Set(scene.overview ? actors("open").map((index) => scene.overview.byTop.get(index)).filter((group) => group !== undefined) : []);
  store.refilter();
  store.lookChanged();
  decodePins(model, store, scene, listOf(said.get("pin")));
  store.refilter();
  const view = (said.get("view") || "").split("/").map(Number);
  if (view.length === 3 && view.every(Number.isFinite) && view[2] > 0) scene.viewFromFractions(view);
  store.select(decodeSelection(model, listOf(said.get("see"))), { remember: false });
}

function decodePins(model, store, scene, pins) {
  store.pinned = new Set();
  for (const pin of pins) {
    const index = Array.isArray(pin) ? model.byId.get(pin[0]) : undefined;
    if (index === undefined || !Number.isFinite(pin[1]) || !Number.isFinite(pin[2])) continue;
    store.pinned.add(index);
    [scene.place.x[index], scene.place.y[index]] = scene.fromFraction(pin[1], pin[2]);
  }
}

function listOf(text) {
  try {
    const list = JSON.parse(text || "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function decodeSelection(model, [kind, ...rest]) {
  const at = (id) => model.byId.get(id);
  if (kind === "actor" && at(rest[0]) !== undefined) return { kind, index: at(rest[0]) };
  if (kind === "actors") {
    const indices = rest.map(at).filter((index) => index !== undefined);
    return indices.length > 1 ? { kind, indices } : null;
  }
  if (kind === "path" && at(rest[0]) !== undefined && at(rest[1]) !== undefined) return { kind, from: at(rest[0]), to: at(rest[1]), nth: Number.isInteger(rest[2]) && rest[2] >= 0 ? rest[2] : 0 };
  if (kind !== "link") return null;
  const link = model.links.find((one) => one.source === at(rest[0]) && one.relation === rest[1] && one.target === at(rest[2]) && one.status === rest[3]);
  if (!link) return null;
  return Number.isInteger(rest[4]) && rest[4] >= 0 && rest[4] < link.events.length ? { kind, index: link.index, event: rest[4] } : { kind, index: link.index };
}
