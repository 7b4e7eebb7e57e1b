/** The dialog that hands out what is on screen: pictures, tables, a query, a link. */
import { button, byId, el } from "./dom.js";
import { toCanvas, toSvg } from "./sheet.js";
import { toCsv, toGexf, toSparql } from "./tables.js";

/** @param {any} model @param {any} store @param {any} scene @param {() => string} link */
export function bindExport(model, store, scene, link) {
  const name = model.title.normalize("NFKD").replace(/[^\w]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "graph";
  const text = (make, ending, type) => () => save(new Blob([make()], { type }), `${name}.${ending}`);
  const picture = () => toCanvas(model, store, scene).toBlob((blob) => { if (blob) save(blob, `${name}.png`); }, "image/png");
  const ways = [
    ["Picture (PNG)", "the stage with title and legend, twice as fine", picture],
    ["Drawing (SVG)", "the same, to scale and to edit", text(() => toSvg(model, store, scene), "svg", "image/svg+xml")],
    ["Table (CSV)", "every relation on screen with its sentence and source", text(() => toCsv(model, store), "csv", "text/csv")],
    ["Graph (GEXF)", "for Gephi and others, with positions and days", text(() => toGexf(model, store, scene), "gexf", "application/xml")],
    ["Query (SPARQL)", "gives what is on screen out of the graph's RDF", () => show("SPARQL query", toSparql(model, store), `${name}.rq`)],
    ["Link", "to this page as it looks now", () => show("Link to this view", link(), null)],
  ];
  const open = () => fillDialog("Export what is on screen", el("div", { class: "ways" }, ...ways.map(([label, note, act]) => el("div", {}, button(label, act), el("span", { class: "quiet" }, note)))));
  byId("export").addEventListener("click", open);
  return { open };
}

function fillDialog(title, ...content) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  dialog.replaceChildren(el("h2", { id: "dialog-title" }, title), ...content, el("div", { class: "acts" }, button("Close", () => dialog.close())));
  if (!dialog.open) dialog.showModal();
}

function show(title, text, file) {
  const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { readonly: true, rows: file ? 16 : 4, "aria-label": title, spellcheck: "false", id: "shown" }));
  field.value = text;
  const copy = button("Copy", async () => {
    field.select();
    // Some browsers give no clipboard to a page from a file: the text is selected for them.
    try { await navigator.clipboard.writeText(text); copy.textContent = "Copied"; } catch { copy.textContent = "Selected: copy it now"; }
  });
  fillDialog(title, field, el("div", { class: "acts" }, copy, file ? button("Save", () => save(new Blob([text], { type: "application/sparql-query" }), file)) : null));
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
