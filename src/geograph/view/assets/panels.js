/** The right-hand panel: a relation's evidence, an actor, or the graph as a whole. */
import { pairKey } from "./data.js";
import { bdi, button, byId, el, safeLink } from "./dom.js";
import { articleName, badge, eventCard, roleKey, sourcesInWords } from "./quote.js";
import { counted, dayWords } from "./text.js";

const MOST_EVENTS = 30;
const MOST_SNIPPETS = 12;

/**
 * @param {import("./data.js").Model} model @param {any} store
 * @param {{chooseActor: (index: number) => void, chooseLink: (index: number) => void, fitTo: (actors: Set<number>|null) => void}} act
 */
export function bindDetails(model, store, act) {
  const panel = byId("details");
  const show = () => {
    const chosen = store.selection;
    const content = !chosen ? wholeGraph(model, store, act) : chosen.kind === "link" ? linkPanel(model, store, act, chosen) : actorPanel(model, store, act, chosen.index);
    // The button that was pressed is drawn anew: whoever pressed it by key must find it focused again.
    const pressed = panel.contains(document.activeElement) ? document.activeElement.id : "";
    panel.replaceChildren(...content.filter(Boolean));
    panel.scrollTop = 0;
    if (pressed) document.getElementById(pressed)?.focus();
    const wanted = chosen?.kind === "link" && chosen.event !== undefined ? panel.querySelector(`[data-event="${chosen.event}"]`) : null;
    if (wanted) wanted.scrollIntoView({ block: "start" });
  };
  store.on("selection", show);
  store.on("filters", () => { if (store.selection?.kind !== "link") show(); });
  show();
}

// ---------------------------------------------------------------- a relation
function linkPanel(model, store, act, chosen) {
  const link = model.links[chosen.index];
  const others = model.pairs.get(pairKey(link.source, link.target)).filter((index) => index !== link.index);
  const hidden = link.events.length - MOST_EVENTS;
  const cards = link.events.slice(0, chosen.event >= MOST_EVENTS ? undefined : MOST_EVENTS).map((event, number) => eventCard(event, link, model, number));
  return [
    el("h2", {}, actorButton(model, link.source, act), el("span", { class: `verb ${link.family}` }, ` ${link.words} `), actorButton(model, link.target, act)),
    el("p", { class: "quiet" }, badge(link.standing, link.status), ` ${link.style.words} · ${sourcesInWords(link.events)}`),
    link.standing.line === "solid" ? null : el("p", { class: "caution" }, `Not a fact: ${link.standing.note}.`),
    roleKey(link.events),
    ...cards,
    hidden > 0 && cards.length === MOST_EVENTS ? button(`Show ${counted(hidden, "more sentence")}`, () => store.select({ ...chosen, event: MOST_EVENTS }, { remember: false })) : null,
    others.length ? el("h3", {}, "Between the same two") : null,
    others.length ? linkList(model, others, act, null) : null,
  ];
}

function actorButton(model, index, act) {
  return el("button", { type: "button", class: "name", on: { click: () => act.chooseActor(index) } }, bdi(model.actors[index].label));
}

/** @param {number|null} from the actor whose panel it is: the list then names only the other end */
function linkList(model, indices, act, from) {
  return el("ul", { class: "links" }, ...indices.map((index) => {
    const link = model.links[index];
    const ends = from === null ? [bdi(model.actors[link.source].label), ` ${link.words} `, bdi(model.actors[link.target].label)]
      : link.source === from ? [`${link.words} `, bdi(model.actors[link.target].label)]
        : link.inverse ? [`${link.inverse} `, bdi(model.actors[link.source].label)] : [bdi(model.actors[link.source].label), ` ${link.words} it`];
    const count = link.events.length > 1 ? el("span", { class: "n" }, `×${link.events.length}`) : null;
    return el("li", {}, el("button", { type: "button", class: `row ${link.family}`, on: { click: () => act.chooseLink(index) } },
      el("span", {}, ...ends), " ", link.standing.line === "solid" ? null : badge(link.standing, link.status), " ", count));
  }));
}

// ---------------------------------------------------------------- an actor
function actorPanel(model, store, act, index) {
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
    identity(model, record, act),
    focusTools(store, act),
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
    model.articles.length ? el("ul", { class: "articles" }, ...model.articles.slice(0, 20).map((article) => el("li", {}, articleName(article)))) : null,
    days.length ? el("p", { class: "quiet" }, days[0] === days[days.length - 1] ? `Events on ${dayWords(days[0])}.` : `Events from ${dayWords(days[0])} to ${dayWords(days[days.length - 1])}.`) : null,
    most.length ? el("h3", {}, "Most connected") : null,
    most.length ? el("ul", { class: "links" }, ...most.map((actor) => el("li", {}, el("button", { type: "button", class: "row", on: { click: () => act.chooseActor(actor.index) } }, bdi(actor.label), el("span", { class: "n" }, counted(actor.links.length, "relation")))))) : null,
    doubtful.length ? el("h3", {}, "Not facts: claimed, denied, planned, ordered") : null,
    doubtful.length ? linkList(model, doubtful.slice(0, 12).map((link) => link.index), act, null) : null,
  ];
}
