/** The right-hand panel: a relation's evidence, an actor, or the graph as a whole. */
import { pairKey } from "./data.js";
import { bdi, button, byId, el, safeLink } from "./dom.js";
import { chosenPath, stepLinks } from "./path.js";
import { articleName, badge, eventCard, roleKey, sourcesInWords } from "./quote.js";
import { actorButton, linkList } from "./rows.js";
import { counted, dayWords } from "./text.js";

const MOST_EVENTS = 30;
const MOST_ROWS = 200;
const MOST_SNIPPETS = 12;
const MOST_ARTICLES = 20;

const PANELS = { link: linkPanel, actor: actorPanel, path: pathPanel, actors: manyPanel };

/**
 * @param {import("./data.js").Model} model @param {any} store
 * @param {{chooseActor: (index: number) => void, chooseLink: (index: number) => void, fitTo: (actors: Set<number>|null) => void}} act
 */
export function bindDetails(model, store, act) {
  const panel = byId("details");
  const show = () => {
    const chosen = store.selection;
    const content = chosen ? PANELS[chosen.kind](model, store, act, chosen) : wholeGraph(model, store, act);
    // The button that was pressed is drawn anew: whoever pressed it by key must find it focused again.
    const pressed = panel.contains(document.activeElement) ? document.activeElement.id : "";
    panel.replaceChildren(...content.filter(Boolean));
    panel.scrollTop = 0;
    if (pressed) document.getElementById(pressed)?.focus();
    const wanted = chosen?.kind === "link" && chosen.event !== undefined ? panel.querySelector(`[data-event="${chosen.event}"]`) : null;
    if (wanted) wanted.scrollIntoView({ block: "start" });
  };
  store.on("selection", show);
  store.on("filters", () => { if (store.selection?.kind !== "link" || store.range) show(); });
  show();
}

// ---------------------------------------------------------------- a relation
function linkPanel(model, store, act, chosen) {
  const link = model.links[chosen.index];
  const beside = model.pairs.get(pairKey(link.source, link.target)).filter((index) => index !== link.index);
  const accounts = beside.filter((index) => isSame(model.links[index], link));
  const others = beside.filter((index) => !accounts.includes(index));
  const events = store.eventsShown(link);
  const hidden = events.length - MOST_EVENTS;
  const outside = link.events.length - events.length;
  const cards = events.slice(0, chosen.event >= MOST_EVENTS ? undefined : MOST_EVENTS).map((event, number) => eventCard(event, link, model, link.events.indexOf(event, number)));
  return [
    el("h2", {}, actorButton(model, link.source, act), el("span", { class: `verb ${link.family}` }, ` ${link.words} `), actorButton(model, link.target, act)),
    el("p", { class: "quiet" }, badge(link.standing, link.status), ` ${link.style.words} · ${sourcesInWords(link.events)}`),
    link.standing.line === "solid" ? null : el("p", { class: "caution" }, `Not a fact: ${link.standing.note}.`),
    roleKey(link.events),
    ...cards,
    outside ? el("p", { class: "quiet" }, `${counted(outside, "more sentence")} outside the chosen days.`) : null,
    hidden > 0 && cards.length === MOST_EVENTS ? button(`Show ${counted(hidden, "more sentence")}`, () => store.select({ ...chosen, event: MOST_EVENTS }, { remember: false })) : null,
    ...accounts.flatMap((index) => otherAccount(model, store, act, model.links[index])),
    others.length ? el("h3", {}, "Between the same two") : null,
    others.length ? linkList(model, others, act, null) : null,
  ];
}

/** Whether two links say the same of the same two, with another standing. */
function isSame(one, other) {
  return one.relation === other.relation && (one.symmetric || one.source === other.source);
}

/** What others say of the same: who claims, orders or denies it stands below who reports it. */
function otherAccount(model, store, act, link) {
  const [first, ...rest] = store.eventsShown(link);
  return [
    el("h3", { class: "account" }, "The same, ", badge(link.standing, link.status), ` in ${sourcesInWords(link.events)}`),
    first ? eventCard(first, link, model, 0) : null,
    rest.length || !first ? linkList(model, [link.index], act, null) : null,
  ];
}

// ---------------------------------------------------------------- an actor
function actorPanel(model, store, act, { index }) {
  const actor = model.actors[index];
  const { record } = actor;
  const shown = actor.links.filter((link) => store.linkOn[link]);
  const acts = (link) => model.links[link].source === index || model.links[link].symmetric;
  const does = shown.filter(acts);
  const meets = shown.filter((link) => !acts(link));
  const hidden = actor.links.length - shown.length;
  return [
    el("h2", {}, bdi(actor.label)),
    el("p", { class: "quiet" }, [actor.style.words, record.mentions && counted(record.mentions, "mention"), record.known ? "in the atlas" : "known from these texts only"].filter(Boolean).join(" · ")),
    record.explore ? el("p", {}, safeLink(record.explore, "Go on from here: all its neighbours in the store")) : null,
    identity(model, record, act),
    focusTools(store, act),
    placeTools(store, act, [index], button("Path from here", () => act.pick(index), { id: "path-from" })),
    does.length ? el("h3", {}, "What it does") : null,
    does.length ? linkList(model, does, act, index) : null,
    meets.length ? el("h3", {}, "What is done to it") : null,
    meets.length ? linkList(model, meets, act, index) : null,
    actor.links.length ? null : el("p", { class: "quiet" }, "Named in the text, without a relation."),
    hidden ? el("p", { class: "quiet" }, `${counted(hidden, "relation")} hidden by the filters.`) : null,
    mentions(model, record),
  ];
}

function identity(model, record, act) {
  const state = record.represents === undefined ? undefined : model.byId.get(record.represents);
  const rows = [
    ["also called", record.aliases?.length ? [el("bdi", {}, record.aliases.join(", "))] : null],
    ["office", record.office && [bdi(record.office)]],
    ["acts for", state === undefined ? record.represents && [bdi(record.represents)] : [actorButton(model, state, act)]],
    ["code", record.country || record.sector ? [[record.country, record.sector].filter(Boolean).join(" ")] : null],
    ["Wikidata", record.wikidata && [/^Q\d+$/.test(record.wikidata) ? safeLink(`https://www.wikidata.org/wiki/${record.wikidata}`, record.wikidata) : bdi(String(record.wikidata))]],
    ["GeoNames", record.geonames && [/^\d+$/.test(record.geonames) ? safeLink(`https://www.geonames.org/${record.geonames}`, String(record.geonames)) : bdi(String(record.geonames))]],
    ["position", record.lat !== undefined && record.lon !== undefined && [`${record.lat}, ${record.lon}`]],
    ["identifier", [el("code", {}, record.id)]],
  ];
  return el("dl", {}, ...rows.filter(([, value]) => value && value.length).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, ...value)]));
}

function focusTools(store, act) {
  const steps = [1, 2, 3].map((depth) => button(String(depth), () => store.setDepth(depth), { id: `depth-${depth}`, "aria-pressed": String(store.depth === depth), "aria-label": `Neighbours within ${counted(depth, "step")}` }));
  const only = store.only
    ? button("Show all again", () => { store.showOnly(null); act.fitTo(null); }, { id: "only-these" })
    : button("Show only these", () => { store.showOnly(store.focus().actors); act.fitTo(null); }, { id: "only-these" });
  return el("div", { class: "acts", role: "group", "aria-label": "Neighbourhood" }, el("span", { class: "quiet" }, "Neighbours within"), ...steps, el("span", { class: "quiet" }, "steps"), button("Zoom to them", () => act.fitTo(store.focus().actors)), only);
}

/** What can be done with the chosen actors. */
function placeTools(store, act, indices, ...more) {
  const pinned = indices.every((index) => store.pinned.has(index));
  return el("div", { class: "acts", role: "group", "aria-label": "Place" }, ...more,
    button(pinned ? "Unpin" : "Pin", () => store.pin(indices, !pinned), { id: "pin", title: "Keep its place (L)", "aria-pressed": String(pinned) }),
    button("Hide", () => act.hide(indices), { id: "hide", title: "Take off the stage (H); Undo brings it back" }));
}

// ---------------------------------------------------------------- several actors, a path
function manyPanel(model, store, act, { indices }) {
  const { links } = store.focus();
  const two = indices.length === 2 ? button("Path between the two", () => act.choosePath(indices[0], indices[1]), { id: "path-between" }) : null;
  const only = button("Show only these", () => { store.showOnly(new Set(indices)); act.fitTo(null); }, { id: "only-these" });
  return [
    el("h2", {}, counted(indices.length, "actor")),
    el("p", { class: "quiet" }, "Shift and click adds or takes away; shift and drag takes all in a box."),
    placeTools(store, act, indices, two, only, button("Zoom to them", () => act.fitTo(new Set(indices)))),
    el("ul", { class: "links" }, ...indices.slice(0, MOST_ROWS).map((index) => el("li", {}, el("button", { type: "button", class: "row", on: { click: () => act.chooseActor(index) } }, bdi(model.actors[index].label), el("span", { class: "n" }, model.actors[index].style.words))))),
    links.size ? el("h3", {}, `Between them: ${counted(links.size, "relation")}`) : null,
    links.size ? linkList(model, [...links].slice(0, MOST_ROWS), act, null) : null,
  ];
}

function pathPanel(model, store, act, chosen) {
  const { paths, path } = chosenPath(model, store, chosen);
  const title = el("h2", {}, "From ", actorButton(model, chosen.from, act), " to ", actorButton(model, chosen.to, act));
  const turn = button("The other way round", () => act.choosePath(chosen.to, chosen.from));
  if (!path) return [title, el("p", {}, store.isFiltered() ? "No path between the two over the relations that the filters show." : "No path between the two."), el("div", { class: "acts" }, turn)];
  const steps = stepLinks(model, path, (index) => store.linkOn[index] === 1);
  const nth = paths.indexOf(path);
  const other = paths.length > 1 ? button(`Next of ${paths.length} equally short`, () => store.select({ ...chosen, nth: (nth + 1) % paths.length }, { remember: false }), { id: "next-path" }) : null;
  return [
    title,
    el("p", { class: "quiet" }, `${counted(steps.length, "step")} over the relations that are shown, whichever way they point.`),
    el("div", { class: "acts" }, other, turn, button("Zoom to it", () => act.fitTo(new Set(path)))),
    el("ol", { class: "steps" }, ...steps.map((links) => el("li", {}, ...pathStep(model, store, act, links)))),
  ];
}

/** One step: its relations, facts first, and the sentence of the first. */
function pathStep(model, store, act, links) {
  const sorted = [...links].sort((a, b) => rank(model.links[a]) - rank(model.links[b]) || a - b);
  const link = model.links[sorted[0]];
  return [linkList(model, sorted, act, null), eventCard(store.eventsShown(link)[0] || link.events[0], link, model, 0)];
}

function rank(link) {
  return (link.standing.line === "solid" ? 0 : 2) + (link.family === "standing" ? 1 : 0);
}

function mentions(model, record) {
  const spans = (record.spans || []).filter(([article]) => model.articles[article]?.cut);
  if (!spans.length) return null;
  const items = spans.slice(0, MOST_SNIPPETS).map(([article, start, end]) => {
    const { cut } = model.articles[article];
    return el("li", { dir: "auto" }, "…", cut(Math.max(0, start - 40), start), el("mark", {}, cut(start, end)), cut(end, end + 40), "…");
  });
  return el("details", {}, el("summary", {}, `Where the text names it (${spans.length})`), el("ul", { class: "snippets" }, ...items));
}

// ---------------------------------------------------------------- the whole
function wholeGraph(model, store, act) {
  const most = [...model.actors].sort((a, b) => b.links.length - a.links.length || a.index - b.index).filter((actor) => actor.links.length).slice(0, 6);
  const doubtful = model.links.filter((link) => link.standing.line !== "solid");
  const days = model.links.flatMap((link) => link.events.map((event) => event.date)).filter(Boolean).sort();
  return [
    el("h2", {}, bdi(model.title)),
    el("p", {}, "Choose a relation to read the sentence it comes from, or an actor to see what it does and what is done to it."),
    model.articles.length ? el("h3", {}, counted(model.articles.length, "article")) : null,
    model.articles.length ? el("ul", { class: "articles" }, ...newestFirst(model.articles).slice(0, MOST_ARTICLES).map((article) => el("li", {}, articleName(article)))) : null,
    model.articles.length > MOST_ARTICLES ? el("p", { class: "quiet" }, `and ${counted(model.articles.length - MOST_ARTICLES, "more article")}`) : null,
    days.length ? el("p", { class: "quiet" }, days[0] === days[days.length - 1] ? `Events on ${dayWords(days[0])}.` : `Events from ${dayWords(days[0])} to ${dayWords(days[days.length - 1])}.`) : null,
    most.length ? el("h3", {}, "Most connected") : null,
    most.length ? el("ul", { class: "links" }, ...most.map((actor) => el("li", {}, el("button", { type: "button", class: "row", on: { click: () => act.chooseActor(actor.index) } }, bdi(actor.label), el("span", { class: "n" }, counted(actor.links.length, "relation")))))) : null,
    doubtful.length ? el("h3", {}, "Not facts: claimed, denied, planned, ordered") : null,
    doubtful.length ? linkList(model, doubtful.slice(0, 12).map((link) => link.index), act, null) : null,
  ];
}

/** Articles by their day, those without one last. */
function newestFirst(articles) {
  return [...articles].sort((a, b) => (b.published || "").localeCompare(a.published || ""));
}
