/** The graph as lists: the same actors and relations, for keyboard, screen reader, and whoever prefers reading. */
import { bdi, byId, el } from "./dom.js";
import { badge } from "./quote.js";
import { counted } from "./text.js";

const MOST_ROWS = 400;

/**
 * @param {import("./data.js").Model} model @param {any} store
 * @param {{chooseActor: (index: number) => void, chooseMany: (indices: number[]) => void, chooseLink: (index: number) => void}} act
 */
export function bindLists(model, store, act) {
  const fillers = {
    actors: (panel) => fillList(panel, shownActors(model, store), (actor) => actorRow(model, actor, act), "actor"),
    relations: (panel) => fillList(panel, shownLinks(model, store), (link) => linkRow(model, link, act), "relation"),
  };
  // Only the list in sight is filled: hundreds of rows are most of the cost of a filter.
  const fill = () => {
    for (const [name, filler] of Object.entries(fillers)) if (!byId(name).hidden) filler(byId(name));
    mark();
  };
  const mark = () => {
    for (const row of document.querySelectorAll("#lists [aria-current]")) row.removeAttribute("aria-current");
    const chosen = store.selection;
    if (chosen?.index !== undefined) document.querySelector(`#lists [data-${chosen.kind}="${chosen.index}"]`)?.setAttribute("aria-current", "true");
  };
  store.on("filters", fill);
  store.on("selection", mark);
  bindTabs(fill);
  fill();
}

function shownActors(model, store) {
  return model.actors.filter((actor) => store.actorOn[actor.index] || (!actor.links.length && !store.off.kinds.has(actor.kind) && !store.only && !store.range && !store.hidden.has(actor.index)))
    .sort((a, b) => b.links.length - a.links.length || (a.name < b.name ? -1 : 1));
}

function shownLinks(model, store) {
  return model.links.filter((link) => store.linkOn[link.index]);
}

function fillList(panel, items, rowOf, what) {
  const more = items.length - MOST_ROWS;
  panel.replaceChildren(
    items.length ? el("ul", { class: "links" }, ...items.slice(0, MOST_ROWS).map((item) => el("li", {}, rowOf(item)))) : el("p", { class: "quiet" }, `No ${what} matches the filters.`),
    more > 0 ? el("p", { class: "quiet" }, `and ${counted(more, `more ${what}`)}: search or filter to see them`) : "",
  );
}

function actorRow(model, actor, act) {
  return el("button", { type: "button", class: "row", data: { actor: String(actor.index) }, on: { click: (event) => (event.shiftKey ? act.chooseMany([actor.index]) : act.chooseActor(actor.index)) } },
    el("span", {}, bdi(actor.label), el("small", {}, actor.style.words)), el("span", { class: "n", title: counted(actor.links.length, "relation") }, String(actor.links.length)));
}

function linkRow(model, link, act) {
  return el("button", { type: "button", class: `row ${link.family}`, data: { link: String(link.index) }, on: { click: () => act.chooseLink(link.index) } },
    el("span", {}, bdi(model.actors[link.source].label), ` ${link.words} `, bdi(model.actors[link.target].label)), " ",
    link.standing.line === "solid" ? null : badge(link.standing, link.status), " ",
    link.events.length > 1 ? el("span", { class: "n" }, `×${link.events.length}`) : null);
}

/** Tabs as the ARIA practices want them: arrows move, the chosen one is in the tab order. */
function bindTabs(changed) {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const choose = (tab) => {
    for (const other of tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      byId(other.getAttribute("aria-controls")).hidden = other !== tab;
    }
    changed();
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = tabs[(index + step + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    });
  });
}
