/** The legend, which is the filter: each row says what a colour, shape or line means, how many there are, and hides them. */
import { button, byId, el, svg } from "./dom.js";
import { spotsOf } from "./layouts.js";
import { CHOICES, colouring } from "./look.js";
import { OVERVIEW_ABOVE } from "./overview.js";
import { dashOf, swatchPath } from "./paint.js";
import { loneActors } from "./store.js";

/** @param {import("./data.js").Model} model @param {any} store */
export function bindLegend(model, store) {
  const panel = byId("filters");
  const rows = [];
  const add = (facet, value, label, swatch, count, values) => {
    const row = legendRow(store, facet, value, label, swatch, values);
    rows.push({ ...row, facet, value, count });
    return row.element;
  };
  panel.replaceChildren(
    section("Actors", ...actorRows(model, store, add)),
    section("Relations", ...familyRows(model, store, add)),
    section("How sure", ...statusRows(model, store, add)),
    ...extraRows(model, store, add),
    button("Show everything", () => store.clearFilters(), { id: "show-all", class: "wide" }),
  );
  const refresh = () => {
    for (const row of rows) {
      const on = !store.off[row.facet].has(row.value);
      row.box.checked = on;
      row.element.classList.toggle("off", !on);
      row.number.textContent = String(row.count());
    }
    byId("show-all").hidden = !store.isFiltered();
  };
  store.on("filters", refresh);
  refresh();
  const look = () => byId("look").replaceChildren(...lookRows(model, store));
  store.on("look", look);
  look();
}

/** Layout, colour and size, and what the colours mean where they are not those of the kinds. */
function lookRows(model, store) {
  const rows = Object.entries(CHOICES).map(([name, { label, values }]) => {
    const possible = Object.entries(values).filter(([value]) => isPossible(model, value));
    if (possible.length < 2) return "";
    const choice = /** @type {HTMLSelectElement} */ (el("select", { id: `look-${name}`, on: { change: () => { store.setLook({ [name]: choice.value }); byId(`look-${name}`).focus(); } } }, ...possible.map(([value, words]) => el("option", { value, selected: store.look[name] === value }, words))));
    return el("label", { class: "choice" }, el("span", {}, label), choice);
  });
  if (model.actors.length > OVERVIEW_ABOVE) {
    const box = el("input", { type: "checkbox", id: "fold", checked: store.look.overview === "on", on: { change: () => store.setLook({ overview: box.checked ? "on" : "off" }) } });
    rows.push(el("label", { class: "choice" }, el("span", {}, "Communities first"), box));
  }
  const colours = colouring(model, store.look.colour).rows.map(({ label, style, count }) => el("div", { class: "legend-row" }, el("div", { class: "colour" }, markSwatch({ ...style, shape: "circle" }), el("bdi", { class: "what" }, label), el("span", { class: "n" }, count.toLocaleString("en")))));
  return [...rows, colours.length ? section("Colours", ...colours) : ""];
}

function isPossible(model, value) {
  if (value === "map") return spotsOf(model).some(Boolean);
  if (value === "country") return model.actors.some((actor) => actor.record.country);
  if (value === "mentions") return model.actors.some((actor) => actor.record.mentions);
  return true;
}

function section(title, ...rows) {
  return rows.length ? el("fieldset", {}, el("legend", {}, title), ...rows) : "";
}

function legendRow(store, facet, value, label, swatch, values) {
  const box = el("input", { type: "checkbox", on: { change: () => store.toggle(facet, value, box.checked) }, data: { facet, value } });
  const number = el("span", { class: "n" });
  const only = values.length > 1 ? button("only", () => store.isolate(facet, value, values), { class: "only", "aria-label": `only ${label}` }) : null;
  const element = el("div", { class: "legend-row" }, el("label", {}, box, swatch, el("span", { class: "what" }, label), number), only);
  return { element, box, number };
}

function actorRows(model, store, add) {
  const kinds = Object.keys(model.styles.kinds).filter((kind) => model.actors.some((actor) => actor.kind === kind));
  return kinds.map((kind) => {
    const style = model.styles.kinds[kind];
    const count = () => model.actors.filter((actor) => actor.kind === kind).length;
    return add("kinds", kind, style.plural, markSwatch(style), count, kinds);
  });
}

function familyRows(model, store, add) {
  const families = Object.keys(model.styles.families).filter((family) => model.links.some((link) => link.family === family));
  const every = [...new Set(model.links.map((link) => link.facet))];
  return families.map((family) => {
    const style = model.styles.families[family];
    const relations = every.filter((value) => value.startsWith(`${family}/`)).sort();
    const row = add("families", family, style.words, lineSwatch(style, "solid"), () => store.countLinks("families", family), families);
    const inner = relations.map((value) => add("relations", value, model.links.find((link) => link.facet === value).words, lineSwatch(style, "solid"), () => store.countLinks("relations", value), every));
    return el("div", {}, row, el("details", { class: "kinds" }, el("summary", {}, `${relations.length} ${relations.length === 1 ? "relation" : "different relations"}`, el("span", { class: "hidden" }, ` of ${style.words}`)), ...inner));
  });
}

function statusRows(model, store, add) {
  const statuses = Object.keys(model.styles.statuses).filter((status) => model.links.some((link) => link.status === status));
  const rowOf = (status) => {
    const style = model.styles.statuses[status];
    const row = add("statuses", status, style.words, lineSwatch(null, style.line), () => store.countLinks("statuses", status), statuses);
    row.title = style.note;
    return row;
  };
  const isFact = (status) => model.styles.statuses[status].line === "solid";
  const doubtful = statuses.filter((status) => !isFact(status)).map(rowOf);
  return [...statuses.filter(isFact).map(rowOf), ...(doubtful.length ? [el("p", { class: "subtitle" }, "Not facts"), ...doubtful] : [])];
}

function extraRows(model, store, add) {
  const rows = [];
  if (model.links.some((link) => link.rolled)) rows.push(add("rolled", "yes", "drawn between states for their organs", lineSwatch(null, "solid"), () => store.countLinks("rolled", "yes"), []));
  const lone = loneActors(model);
  if (lone.length) rows.push(add("lone", "yes", "actors without a relation", lineSwatch(null, "none"), () => lone.length, []));
  return rows.length ? [section("Also", ...rows)] : [];
}

// Both colours are in the swatch; the style sheet shows the one of the theme.
function markSwatch(style) {
  const path = (theme) => svg("path", { d: swatchPath(style.shape), fill: style[theme], class: `in-${theme}`, "fill-rule": "evenodd" });
  return svg("svg", { viewBox: "0 0 20 20", class: "swatch", "aria-hidden": "true" }, path("light"), path("dark"));
}

function lineSwatch(style, line) {
  const lines = line === "none" ? [] : (style ? ["light", "dark"] : ["any"]).map((theme) => svg("line", { x1: 1, y1: 10, x2: 29, y2: 10, "stroke-width": style ? style.width * 1.5 : 2, stroke: style ? style[theme] : "currentColor", "stroke-dasharray": dashOf(line).join(" ") || "none", class: `in-${theme}` }));
  if (line === "crossed") lines.push(svg("path", { d: "M18 6L26 14M26 6L18 14", stroke: "currentColor", "stroke-width": 1.8 }));
  return svg("svg", { viewBox: "0 0 30 20", class: "swatch line", "aria-hidden": "true" }, ...lines);
}
