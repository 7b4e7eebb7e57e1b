/** The page with live physics: vis-network draws, names are only ever text. */

const { vis } = globalThis;
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const names = new Map(data.nodes.map((node) => [node.id, node.label]));
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const ink = { color: dark ? "#e6edf3" : "#1b2733", strokeColor: dark ? "#10161d" : "#ffffff", strokeWidth: 3, face: "system-ui, sans-serif", multi: false };

const network = new vis.Network(byId("stage"), {
  nodes: data.nodes.map((node) => ({ ...node, font: { ...ink, size: 14 } })),
  edges: data.edges.map((edge) => ({ ...edge, font: { ...ink, size: 11 } })),
}, {
  layout: { randomSeed: 7 },
  physics: { solver: "forceAtlas2Based", stabilization: { iterations: 120 } },
  interaction: { keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 1e9 },
});

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function inWords(edge) {
  const line = element("span", "");
  const standing = edge.status === "Reported" || edge.status === "Declared" || !edge.status ? "" : ` (${edge.status.toLowerCase()})`;
  line.append(element("bdi", names.get(edge.from)), ` ${edge.label} `, element("bdi", names.get(edge.to)), standing);
  return line;
}

function show(edge) {
  const heading = document.createElement("h2");
  heading.append(inWords(edge));
  const quote = element("blockquote", edge.sentence || "No sentence: this tie comes from the atlas.");
  quote.dir = "auto";
  byId("chosen").replaceChildren(heading, quote, element("p", edge.date || ""));
}

network.on("selectEdge", ({ edges, nodes }) => { if (!nodes.length) show(data.edges[edges[0]]); });
network.on("selectNode", ({ nodes }) => byId("chosen").replaceChildren(element("h2", names.get(nodes[0]))));
byId("list").append(...data.edges.map((edge) => {
  const item = document.createElement("li");
  const row = document.createElement("button");
  row.type = "button";
  row.append(inWords(edge));
  row.addEventListener("click", () => { network.selectEdges([edge.id]); show(edge); });
  item.append(row);
  return item;
}));
byId("physics").addEventListener("click", () => {
  const on = byId("physics").getAttribute("aria-pressed") !== "true";
  byId("physics").setAttribute("aria-pressed", String(on));
  network.setOptions({ physics: { enabled: on } });
});
byId("fit").addEventListener("click", () => network.fit());
network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
Object.assign(globalThis, { geographLive: network });
