/** Buttons and rows that lead from one thing of the graph to another. */
import { bdi, el } from "./dom.js";
import { badge } from "./quote.js";

/** @param {import("./data.js").Model} model @param {number} index @param {any} act */
export function actorButton(model, index, act) {
  return el("button", { type: "button", class: "name", on: { click: () => act.chooseActor(index) } }, bdi(model.actors[index].label));
}

/** @param {number|null} from the actor whose panel it is: the list then names only the other end */
export function linkList(model, indices, act, from) {
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
