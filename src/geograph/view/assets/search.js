/** Search over actors, relations and sentences, as a combobox. */
import { linkWords } from "./data.js";
import { bdi, byId, el } from "./dom.js";
import { sentenceText } from "./evidence.js";
import { fold, shorten } from "./text.js";

const MOST = { actor: 8, link: 6, sentence: 6 };

/**
 * @param {import("./data.js").Model} model
 * @param {(hit: {kind: "actor"|"link", index: number, event?: number}) => void} choose
 */
export function bindSearch(model, choose) {
  const input = /** @type {HTMLInputElement} */ (byId("query"));
  const list = byId("hits");
  let index = null;
  let hits = [];
  let at = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (hit) => { input.value = ""; close(); input.blur(); choose(hit); };
  const point = (to) => {
    at = to;
    [...list.querySelectorAll("[role=option]")].forEach((row, number) => row.setAttribute("aria-selected", String(number === at)));
    const row = byId(`hit-${at}`);
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  const look = () => {
    index ??= buildIndex(model);
    const query = fold(input.value.trim());
    hits = query ? find(index, query) : [];
    list.replaceChildren(...(query && !hits.length ? [el("p", { class: "quiet" }, "Nothing found")] : hits.map((hit, number) => hitRow(model, hit, number, query, take))));
    list.hidden = !query;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    input.removeAttribute("aria-activedescendant");
    if (hits.length) point(0);
  };

  input.addEventListener("input", look);
  input.addEventListener("focus", () => { if (input.value) look(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.value = ""; close(); input.blur(); return; }
    if (event.key === "Enter" && hits[at]) { take(hits[at]); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !hits.length) return;
    event.preventDefault();
    point((at + step + hits.length) % hits.length);
  });
}

function buildIndex(model) {
  const actors = model.actors.map((actor) => ({ hit: { kind: "actor", index: actor.index }, names: [actor.name, ...(actor.record.aliases || [])].map(fold), weight: actor.links.length }));
  const links = model.links.map((link) => ({ hit: { kind: "link", index: link.index }, text: fold(linkWords(model, link)) }));
  const sentences = model.links.flatMap((link) => link.events.map((event, number) => ({ hit: { kind: "link", index: link.index, event: number }, where: `${event.article} ${event.sentence_start}`, sentence: sentenceText(event) })));
  return { actors, links, sentences: sentences.filter((entry) => entry.sentence).map((entry) => ({ ...entry, text: fold(entry.sentence) })) };
}

function find(index, query) {
  const actors = index.actors.map((entry) => ({ ...entry, rank: rankOf(entry.names, query) })).filter((entry) => entry.rank < 3);
  actors.sort((a, b) => a.rank - b.rank || b.weight - a.weight);
  const links = index.links.filter((entry) => entry.text.includes(query));
  const seen = new Set();
  const sentences = index.sentences.filter((entry) => entry.text.includes(query) && !seen.has(entry.where) && seen.add(entry.where));
  return [
    ...actors.slice(0, MOST.actor).map((entry) => entry.hit),
    ...links.slice(0, MOST.link).map((entry) => entry.hit),
    ...sentences.slice(0, MOST.sentence).map((entry) => ({ ...entry.hit, sentence: entry.sentence, where: entry.text.indexOf(query) })),
  ];
}

/** 0: a name starts so, 1: a word in it does, 2: it stands inside, 3: not at all. */
function rankOf(names, query) {
  return Math.min(...names.map((name) => {
    const found = name.indexOf(query);
    return found < 0 ? 3 : found === 0 ? 0 : name[found - 1] === " " ? 1 : 2;
  }));
}

function hitRow(model, hit, number, query, take) {
  const body = hit.kind === "actor"
    ? [bdi(model.actors[hit.index].label), el("small", {}, model.actors[hit.index].style.words)]
    : hit.sentence ? [bdi(snippet(hit)), el("small", {}, `sentence · ${linkWords(model, model.links[hit.index])}`)]
      : [el("span", {}, bdi(model.actors[model.links[hit.index].source].label), ` ${model.links[hit.index].words} `, bdi(model.actors[model.links[hit.index].target].label)), el("small", {}, `relation, ${model.links[hit.index].standing.words}`)];
  // Pointer down, not click: the input's blur would close the list before a click arrives.
  return el("div", { role: "option", id: `hit-${number}`, "aria-selected": "false", data: { hit: hit.sentence ? "sentence" : hit.kind }, on: { pointerdown: (event) => { event.preventDefault(); take(hit); } } }, ...body);
}

function snippet(hit) {
  // Folding changes lengths only where accents fall: near enough for an excerpt.
  const from = Math.max(0, hit.where - 40);
  return `${from ? "…" : ""}${shorten(hit.sentence.slice(from), 110)}`;
}
