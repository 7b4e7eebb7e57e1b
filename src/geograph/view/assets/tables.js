/** What is on screen as CSV, GEXF and SPARQL: text for other programs. */
import { sentenceText } from "./evidence.js";
import { xml } from "./svgcontext.js";

const COLUMNS = ["source", "source_id", "relation", "target", "target_id", "status", "type", "date", "date_end", "place", "said_by", "confidence", "sentence", "article", "publisher", "url", "published", "event"];
const ID = "https://w3id.org/geograph/id/";
const GG = "https://w3id.org/geograph/ontology#";

/** Every link that is shown, with those of its events that lie within the chosen days. */
function shownEvents(model, store) {
  return model.links.filter((link) => store.linkOn[link.index]).flatMap((link) => store.eventsShown(link).map((event) => ({ link, event })));
}

/**
 * A cell that no spreadsheet takes for a formula: names come from news texts.
 * @param {any} value
 */
export function csvCell(value) {
  const text = value === undefined || value === null ? "" : String(value);
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) || safe !== text ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** @param {any} model @param {any} store @returns {string} with a mark of UTF-8, which Excel wants */
export function toCsv(model, store) {
  const rows = shownEvents(model, store).map(({ link, event }) => {
    // Ends as the event has them: a link of a symmetric relation holds events of both directions.
    const [source, target] = [model.actors[event.s], model.actors[event.t]];
    const said = (event.speakers || []).map((speaker) => speaker.name || speaker.entity).join("; ");
    return [source.label, source.id, link.relation, target.label, target.id, link.status, event.type, event.date, event.date_end ?? event.date, event.place_name, said, event.confidence, sentenceText(event), event.source?.title, event.source?.publisher, event.source?.url, event.source?.published, event.event];
  });
  return `\ufeff${[COLUMNS, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** GEXF 1.3 with the positions, colours and sizes of the stage, and the days of the events. */
export function toGexf(model, store, scene) {
  const actors = model.actors.filter((actor) => store.actorOn[actor.index]);
  const iso = (day) => (/^\d{4}-\d{2}-\d{2}$/.test(day || "") ? day : null);
  const spell = (event) => (iso(event.date) ? ` start="${event.date}" end="${iso(event.date_end) || event.date}"` : "");
  const values = (pairs) => `<attvalues>${pairs.filter(([, value]) => value !== undefined && value !== null).map(([name, value]) => `<attvalue for="${name}" value="${xml(value)}"/>`).join("")}</attvalues>`;
  const nodes = actors.map((actor) => {
    const colour = scene.painter.colour(scene.colours.of(actor.index)).match(/[\da-f]{2}/g).map((part) => parseInt(part, 16));
    const { x, y, radius } = scene.place;
    return `<node id="${xml(actor.id)}" label="${xml(actor.name)}">${values([["kind", actor.kind], ["country", actor.record.country], ["mentions", actor.record.mentions]])}<viz:position x="${x[actor.index].toFixed(2)}" y="${(-y[actor.index]).toFixed(2)}" z="0"/><viz:size value="${(2 * radius[actor.index]).toFixed(2)}"/><viz:color r="${colour[0]}" g="${colour[1]}" b="${colour[2]}"/></node>`;
  });
  const edges = shownEvents(model, store).map(({ link, event }, number) => `<edge id="${number}" source="${xml(model.actors[event.s].id)}" target="${xml(model.actors[event.t].id)}" label="${xml(link.words)}"${spell(event)}>${values([["symmetric", link.symmetric], ["relation", link.relation], ["family", link.family], ["status", link.status], ["event", event.event], ["sentence", sentenceText(event)]])}</edge>`);
  const columns = (names) => names.map(([name, type]) => `<attribute id="${name}" title="${name}" type="${type}"/>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>geograph</creator><description>${xml(model.title)}</description></meta>
<graph mode="dynamic" timeformat="date" defaultedgetype="directed">
<attributes class="node">${columns([["kind", "string"], ["country", "string"], ["mentions", "integer"]])}</attributes>
<attributes class="edge">${columns([["symmetric", "boolean"], ["relation", "string"], ["family", "string"], ["status", "string"], ["event", "string"], ["sentence", "string"]])}</attributes>
<nodes>
${nodes.join("\n")}
</nodes>
<edges>
${edges.join("\n")}
</edges>
</graph>
</gexf>
`;
}

/** The end of an IRI as the RDF files write it. @param {string} name */
function encoded(name) {
  const plain = encodeURIComponent(name.toWellFormed()).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const stem = plain.replace(/\.+$/, "");
  return stem + "%2E".repeat(plain.length - stem.length);
}

/** A SPARQL query over the graph's RDF that gives the relations on screen, each event with its standing. */
export function toSparql(model, store) {
  const id = (name) => `<${ID}${encoded(name)}>`;
  const rows = shownEvents(model, store).map(({ link, event }) => `    (${id(model.actors[event.s].id)} <${GG}${encoded(link.relation)}> ${id(model.actors[event.t].id)} <${GG}${encoded(link.status)}> ${event.event ? id(event.event) : "UNDEF"})`);
  return `# The ${rows.length} statements on screen, from the Turtle or TriG file of this graph.
PREFIX gg: <${GG}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?subject ?subjectName ?predicate ?object ?objectName ?status ?event WHERE {
  VALUES (?subject ?predicate ?object ?status ?event) {
${[...new Set(rows)].join("\n")}
  }
  ?relation rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  { ?relation gg:derivedFromEvent ?event . ?event gg:status ?status }
  UNION
  { ?relation gg:status ?status . FILTER NOT EXISTS { ?relation gg:derivedFromEvent ?any } }
  OPTIONAL { ?subject skos:prefLabel|rdfs:label ?subjectName }
  OPTIONAL { ?object skos:prefLabel|rdfs:label ?objectName }
}
ORDER BY ?subjectName ?predicate ?objectName
`;
}
