/** Joins the parts: reads the data, builds the scene and the panels, and says what each gesture and key does. */
import { linkWords, neighbourhood, readModel } from "./data.js";
import { bdi, button, byId, el } from "./dom.js";
import { bindKeys, bindPointer } from "./interaction.js";
import { bindLegend } from "./legend.js";
import { bindLists } from "./lists.js";
import { bindDetails } from "./panels.js";
import { Scene } from "./scene.js";
import { bindSearch } from "./search.js";
import { bindExport } from "./export.js";
import { bindPermalink, encodeState } from "./permalink.js";
import { createStore } from "./store.js";
import { counted } from "./text.js";
import { bindTheme } from "./theme.js";
import { bindTimeline } from "./timeline.js";
import { readWorld } from "./world.js";

const KEYS = [["/", "search"], ["F", "fit the graph, or the neighbours of the chosen actor"], ["+  −", "zoom"], ["arrows", "move the view (graph focused)"], ["N  P", "next and previous actor (graph focused)"], ["B", "back"], ["U, Ctrl Z", "undo a filter, hiding, pinning or moving"], ["Space", "play the timeline, or stop"], ["H", "hide the chosen actors"], ["L", "pin the chosen actors, or let them go"], ["D", "light or dark"], ["E", "export"], ["Esc", "choose nothing"], ["?", "this list"]];
const GESTURES = [["click", "a line, a label or an actor: its evidence"], ["double click", "an actor: its neighbours fill the window"], ["shift click, shift drag", "choose several actors; shift and Enter in the list"], ["drag", "an actor to move it, the background to move the view"], ["wheel, pinch", "zoom"]];

const model = await readModel(byId("data"));
const store = createStore(model);
// Before the scene, which fills the room that is left.
const timeline = bindTimeline(model, store);
const scene = new Scene(byId("stage"), model, store);

/** The actor from which a path is wanted, while its other end is being chosen. */
let picking = null;

function choose(what, add = false) {
  if (what?.kind === "group") {
    store.unfold(what.index, true);
    scene.fit({ actors: new Set(scene.overview.groups[what.index].members) });
    return;
  }
  if (picking !== null && what?.kind === "actor") { act.choosePath(picking, what.index); return; }
  if (add && what?.kind === "actor") { act.chooseMany([what.index]); return; }
  store.select(what ? { kind: what.kind, index: what.index, event: what.event } : null);
}

/** The actors that are chosen, one or several. */
function chosenActors() {
  const chosen = store.selection;
  return chosen?.kind === "actor" ? [chosen.index] : chosen?.kind === "actors" ? chosen.indices : [];
}

const act = {
  chooseActor: (index) => { choose({ kind: "actor", index }); scene.reveal(index); },
  chooseLink: (index, event) => { choose({ kind: "link", index, event }); scene.reveal(model.links[index].source); },
  /** Add actors to those that are chosen, or take away the ones that are. */
  chooseMany: (indices) => {
    const now = chosenActors();
    const next = indices.length === 1 && now.includes(indices[0]) ? now.filter((index) => index !== indices[0]) : [...new Set([...now, ...indices])];
    store.select(next.length > 1 ? { kind: "actors", indices: next } : next.length ? { kind: "actor", index: next[0] } : null);
  },
  pick: (index) => {
    picking = index;
    byId("picking").replaceChildren("Path from ", bdi(model.actors[index].label), ": choose the other actor, on the stage, by search or in the list. ", button("Cancel", () => act.stopPicking()));
    byId("picking").hidden = false;
    byId("query").focus();
  },
  stopPicking: () => { picking = null; byId("picking").hidden = true; },
  choosePath: (from, to) => {
    act.stopPicking();
    if (from === to) return;
    store.select({ kind: "path", from, to });
    const { actors } = store.focus();
    if ([...actors].some((index) => !scene.inSight(index))) scene.fit({ actors });
  },
  hide: (indices) => store.hide(indices),
  fitTo: (actors) => scene.fit({ actors }),
};

function openNeighbours(index) {
  act.chooseActor(index);
  scene.fit({ actors: neighbourhood(model, index, store.depth, (link) => store.linkOn[link] === 1).actors });
}

function fit() {
  const focus = store.selection?.kind === "actor" ? store.focus().actors : null;
  scene.fit({ actors: focus });
}

// ---------------------------------------------------------------- pointing
function point(what, x, y) {
  const tip = byId("tip");
  tip.hidden = !what;
  const before = scene.hover;
  scene.hover = null;
  if (what) {
    tip.replaceChildren(...tipWords(what));
    tip.style.left = `${Math.max(6, Math.min(x + 14, scene.width - tip.offsetWidth - 6))}px`;
    tip.style.top = `${Math.max(6, Math.min(y + 16, scene.height - tip.offsetHeight - 6))}px`;
    const link = what.kind === "link" ? model.links[what.index] : null;
    if (what.kind !== "group") scene.hover = link ? { actors: new Set([link.source, link.target]), links: new Set([link.index]), main: [] } : { actors: new Set([what.index]), links: new Set(model.actors[what.index].links), main: [what.index] };
  }
  if (before || scene.hover) scene.request();
}

function tipWords(what) {
  if (what.kind === "group") return ["Community around ", bdi(scene.overview.groups[what.index].name), ` · ${counted(scene.overview.groups[what.index].shown, "actor")} · click to unfold`];
  if (what.kind === "actor") {
    const actor = model.actors[what.index];
    return [bdi(actor.label), ` · ${actor.style.words} · ${counted(actor.links.length, "relation")}`];
  }
  const link = model.links[what.index];
  const note = link.standing.line === "solid" ? "" : ` · ${link.standing.words}: ${link.standing.note}`;
  return [bdi(model.actors[link.source].label), ` ${link.words} `, bdi(model.actors[link.target].label), `${note} · ${counted(link.events.length, "sentence")}`];
}

// ---------------------------------------------------------------- what is said
function countShown() {
  const actors = store.actorOn.reduce((sum, on) => sum + on, 0);
  const links = store.linkOn.reduce((sum, on) => sum + on, 0);
  const part = (shown, all, what) => (shown === all ? counted(all, what) : `${shown.toLocaleString("en")} of ${counted(all, what)}`);
  byId("count").textContent = `${part(actors, model.actors.length, "actor")}, ${part(links, model.links.length, "relation")}`;
  byId("empty").hidden = actors > 0 || model.actors.length === 0;
}

function say(chosen) {
  const text = !chosen ? "" : chosen.kind === "path" ? `Path from ${model.actors[chosen.from].name} to ${model.actors[chosen.to].name}: ${store.focus().links.size ? counted(store.focus().actors.size - 1, "step") : "none"}` : chosen.kind === "actors" ? `${counted(chosen.indices.length, "actor")} chosen` : chosen.kind === "actor" ? `${model.actors[chosen.index].name}, ${counted(model.actors[chosen.index].links.length, "relation")}` : `${linkWords(model, model.links[chosen.index])}. ${counted(model.links[chosen.index].events.length, "sentence")} in the details.`;
  byId("said").textContent = text;
}

function stepActor(step) {
  const shown = scene.order.filter((index) => store.actorOn[index]);
  if (!shown.length) return;
  const at = store.selection?.kind === "actor" ? shown.indexOf(store.selection.index) : -1;
  act.chooseActor(shown[(at + step + shown.length) % shown.length]);
}

function togglePin() {
  const indices = chosenActors();
  if (indices.length) store.pin(indices, !indices.every((index) => store.pinned.has(index)));
}

/** Read the outlines when a map is first asked for. */
async function showMap() {
  const without = scene.map?.missing.length || 0;
  byId("stage-note").hidden = !without;
  byId("stage-note").textContent = `${counted(without, "actor")} without a known place, below the map`;
  if (!scene.map || scene.world) return;
  scene.world = await readWorld(document.getElementById("world"));
  scene.invalidate();
}

function showHelp() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const table = (rows) => el("dl", {}, ...rows.flatMap(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)]));
  dialog.replaceChildren(el("h2", { id: "dialog-title" }, "Keyboard and mouse"), table(KEYS), table(GESTURES), button("Close", () => dialog.close()));
  dialog.showModal();
}

// ---------------------------------------------------------------- joining
const { flip } = bindTheme((theme) => { scene.setTheme(theme); timeline.setTheme(theme); });
bindLegend(model, store);
bindLists(model, store, act);
bindDetails(model, store, act);
bindSearch(model, (hit) => (hit.kind === "actor" ? act.chooseActor(hit.index) : act.chooseLink(hit.index, hit.event)));
bindPointer(scene, { choose, point, open: openNeighbours, chooseMany: act.chooseMany, moving: (index) => scene.keeping(index, () => store.remember()), moved: (index) => { store.pinned.add(index); store.refilter(); } });
bindKeys(byId("stage"), {
  ArrowLeft: () => scene.panBy(70, 0), ArrowRight: () => scene.panBy(-70, 0), ArrowUp: () => scene.panBy(0, 70), ArrowDown: () => scene.panBy(0, -70),
  n: () => stepActor(1), p: () => stepActor(-1), Enter: () => byId("details").focus(),
}, {
  "/": () => byId("query").focus(), "?": showHelp, f: fit, "+": () => scene.zoomBy(1.3), "=": () => scene.zoomBy(1.3), "-": () => scene.zoomBy(1 / 1.3), d: flip, b: () => store.back(), u: () => store.undo(), e: () => exporting.open(), h: () => act.hide(chosenActors()), l: () => togglePin(),
 " ": () => timeline.toggle(),
  Escape: () => { if (picking === null) choose(null); else act.stopPicking(); },
});
store.on("selection", (chosen) => { say(chosen); byId("back").disabled = !store.canGoBack(); scene.request(); });
let loneShown = !store.off.lone.has("yes");
store.on("filters", () => {
  countShown();
  const lone = !store.off.lone.has("yes");
  if (lone !== loneShown) scene.layOut();
  loneShown = lone;
  scene.overview?.refresh();
  scene.invalidate();
});
byId("fit").addEventListener("click", () => { if (scene.touched) scene.fit(); else scene.layOut(); });
byId("zoom-in").addEventListener("click", () => scene.zoomBy(1.4));
byId("zoom-out").addEventListener("click", () => scene.zoomBy(1 / 1.4));
byId("clear").addEventListener("click", () => store.clearFilters());
byId("back").addEventListener("click", () => store.back());
byId("fold-all").addEventListener("click", () => { store.act(() => store.open.clear()); scene.fit(); });
store.on("filters", () => { byId("fold-all").hidden = !store.open.size; });
byId("undo").addEventListener("click", () => store.undo());
store.on("filters", () => { byId("undo").disabled = !store.canUndo(); });
store.keepers.places = { save: () => scene.savePlaces(), restore: (places) => scene.restorePlaces(places) };
byId("help").addEventListener("click", showHelp);
function openSide(open) {
  document.body.classList.toggle("side-open", open);
  byId("side-toggle").setAttribute("aria-expanded", String(open));
}

byId("side-toggle").addEventListener("click", () => openSide(!document.body.classList.contains("side-open")));
// On a phone the sheet lies over the details that a choice has just opened.
store.on("selection", (chosen) => { if (chosen) openSide(false); });
store.on("look", () => { scene.applyLook(); showMap(); });
bindPermalink(model, store, scene);
showMap();
const exporting = bindExport(model, store, scene, () => `${location.href.split("#")[0]}#${encodeState(model, store, scene)}`);
countShown();
byId("stage").setAttribute("aria-label", `Graph of ${counted(model.actors.length, "actor")} and ${counted(model.links.length, "relation")}`);
// For the console, and for tests that ask where on the stage something is.
Object.assign(globalThis, { geograph: { model, store, scene } });
requestAnimationFrame(() => { document.documentElement.dataset.ready = "true"; });
