/** Elements from data: text is only ever text, and a link is only ever http or https. */

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes] strings and booleans; `on` holds listeners, `data` data attributes
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (/^on|^href$|^src/i.test(name)) throw new Error(`attribute ${name} is not for el()`);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A name out of a text, in an isolate of its own so that its direction stays its own. @param {string} text */
export function bdi(text) {
  return el("bdi", {}, text);
}

/** @param {string} tag @param {Record<string, string|number>} attributes @param {...Node} children */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A link where the address is safe, the plain text where it is not. @param {string} address @param {string} text */
export function safeLink(address, text) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return bdi(text);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return bdi(text);
  const link = document.createElement("a");
  link.href = url.href;
  link.rel = "noopener noreferrer";
  link.target = "_blank";
  link.append(bdi(text));
  return link;
}

/** @param {string} label @param {(event: Event) => void} action @param {Record<string, any>} [attributes] */
export function button(label, action, attributes = {}) {
  return el("button", { type: "button", ...attributes, on: { click: action } }, label);
}
