/** An event as a card: its sentence with the parts marked, who says so, and all that is known of it. */
import { bdi, el, safeLink } from "./dom.js";
import { passageOf, spanText } from "./evidence.js";
import { counted, dayWords, words } from "./text.js";

const ROLE_WORDS = { actor: "who", trigger: "does what", recipient: "to whom" };
const FIELDS = { actor: "actor_span", trigger: "trigger", recipient: "recipient_span" };

/** The three colours in words, where any of them is used. @param {any[]} events */
export function roleKey(events) {
  if (!events.some((event) => event.actor_span || event.trigger || event.recipient_span)) return null;
  return el("p", { class: "key" }, ...Object.entries(ROLE_WORDS).map(([role, text]) => el("mark", { data: { role } }, text)));
}

/** @param {any} standing style of a status @param {string} status */
export function badge(standing, status) {
  return el("span", { class: "badge", data: { line: standing.line, status }, title: standing.note }, standing.words);
}

/**
 * @param {any} event @param {import("./data.js").Link} link @param {import("./data.js").Model} model
 * @param {number} number
 */
export function eventCard(event, link, model, number) {
  const passage = passageOf(event);
  return el("article", { class: "event", data: { event: String(number) }, "aria-label": `Evidence ${number + 1}` },
    passage ? quote(passage, event) : el("p", { class: "quiet" }, "No sentence: this tie comes from the atlas."),
    ...outsideNotes(passage),
    facts(event, link, model),
    passage && event.source?.text !== undefined ? placeInArticle(event, passage) : null);
}

function quote(passage, event) {
  const block = el("blockquote", { dir: "auto", lang: event.source?.language || false });
  let clause = null;
  for (const piece of passage.pieces) {
    if (piece.clause && !clause) block.append((clause = el("span", { class: "clause", data: { evidence: "" } })));
    if (!piece.clause) clause = null;
    (clause || block).append(marked(piece));
  }
  return block;
}

function marked(piece) {
  if (!piece.roles.length) return document.createTextNode(piece.text);
  // A trigger inside a name is still the trigger: the part that is hardest to see wins the colour.
  const role = piece.roles.includes("trigger") ? "trigger" : piece.roles[0];
  return el("mark", { data: { role, roles: piece.roles.join(" ") } }, piece.text);
}

function outsideNotes(passage) {
  return (passage?.outside || []).map(({ role, text }) => el("p", { class: "quiet" }, `${ROLE_WORDS[role]}: named elsewhere in the article as “`, bdi(text), "”"));
}

function things(event, part) {
  const named = (event.things || []).filter((thing) => thing.part === part).map((thing) => thing.text);
  return named.length ? [bdi(named.join("; "))] : null;
}

function facts(event, link, model) {
  const rows = [
    ["in its words", partsInWords(event)],
    ["status", [badge(link.standing, link.status), ` ${link.standing.note}`]],
    ["who says so", speakers(event, model)],
    ["when", event.date ? [when(event)] : null],
    ["where", event.place_name ? [bdi(event.place_name)] : null],
    ["how many", event.quantities ? [bdi(event.quantities.map((quantity) => quantity.text || `${quantity.value} ${quantity.unit || ""}`).join("; "))] : null],
    ["with", things(event, "instrument")],
    ["what it hits", things(event, "target")],
    ["coded as", coding(event)],
    ["drawn between", event.rolled_up ? ["the states in whose name the actors of the sentence act"] : null],
    ["confidence", event.confidence === undefined ? null : [confidence(event.confidence)]],
    ["rule", event.rule ? [el("code", {}, event.rule)] : null],
    ["read in", event.source ? [articleName(event.source)] : null],
  ];
  return el("dl", {}, ...rows.filter(([, value]) => value && value.length).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, ...value)]));
}

/** The marks again in words, for those who do not see colours. */
function partsInWords(event) {
  const parts = Object.keys(FIELDS).map((role) => [role, spanText(event, FIELDS[role])]).filter(([, text]) => text);
  return parts.flatMap(([role, text], index) => [index ? " · " : "", `${ROLE_WORDS[role]}: `, el("bdi", { class: "part" }, text)]).filter(Boolean);
}

function speakers(event, model) {
  const all = event.speakers || [];
  return all.flatMap((speaker, index) => {
    const { acts } = model.styles;
    const act = Object.hasOwn(acts, speaker.act) ? acts[speaker.act] : acts.Statement;
    const via = (speaker.via || []).flatMap((name) => [", as reported by ", bdi(name)]);
    return [index ? "; " : "", bdi(speaker.name || speaker.entity || "somebody"), ` ${speaker.polarity === "Negative" ? act.negative : act.positive}`, ...via, speaker.date ? `, ${dayWords(speaker.date)}` : ""].filter(Boolean);
  });
}

function when(event) {
  const until = event.date_end && event.date_end !== event.date ? ` to ${dayWords(event.date_end)}` : "";
  const precision = event.date_precision && event.date_precision !== "day" ? ` (${event.date_precision})` : "";
  return `${dayWords(event.date)}${until}${precision}`;
}

function coding(event) {
  if (!event.type) return null;
  const mode = event.mode ? ` · ${words(event.mode)}` : "";
  const contexts = event.contexts ? ` · ${event.contexts.join(", ")}` : "";
  return [`${event.type}${mode}${contexts}${event.cameo ? ` · CAMEO ${event.cameo}` : ""}`];
}

function confidence(value) {
  return `${Math.round(value * 100)} %`;
}

/** @param {any} article */
export function articleName(article) {
  const about = [article.publisher, article.author, article.published && dayWords(article.published)].filter(Boolean);
  const title = article.title || "Article without a title";
  return el("span", {}, article.url ? safeLink(article.url, title) : bdi(title), about.length ? " · " : "", bdi(about.join(" · ")));
}

function placeInArticle(event, passage) {
  const { source } = event;
  const body = el("div", { class: "text", dir: "auto", lang: source.language || false, tabindex: "0", role: "region", "aria-label": "Text of the article" });
  const details = el("details", { class: "place" }, el("summary", {}, "Its place in the article"), body);
  // The text is put in when it is asked for: a panel of twenty cards need not hold twenty articles.
  details.addEventListener("toggle", () => {
    if (!details.open || body.childNodes.length) return;
    const here = el("mark", { class: "here" }, source.cut(passage.start, passage.end));
    body.append(source.cut(0, passage.start), here, source.cut(passage.end, source.length));
    body.scrollTop = Math.max(0, here.offsetTop - body.offsetTop - 60);
  });
  return details;
}

/** @param {any[]} events */
export function sourcesInWords(events) {
  const sentences = new Set(events.map((event) => `${event.article} ${event.sentence_start}`)).size;
  const articles = new Set(events.map((event) => event.article)).size;
  return `${counted(sentences, "sentence")} in ${counted(articles, "article")}`;
}
