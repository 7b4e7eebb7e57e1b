/* The editor: Yasgui over this server's endpoint, with the named queries in a menu. Nothing is asked of anybody else. */
(() => {
  "use strict";
  const { queries, prefixes } = JSON.parse(document.getElementById("data").textContent);
  const endpoint = new URL("sparql", document.baseURI).href;
  const first = queries.find((query) => query.name === "who-strikes-whom") || queries[0];
  const used = (sparql) => Object.entries(prefixes).filter(([prefix]) => new RegExp(`(^|[\\s(/|^])${prefix}:\\w`, "m").test(sparql));
  const whole = (sparql) => [...used(sparql).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`), "", sparql].join("\n");
  const yasgui = new window.Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [] },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    persistencyExpire: 0,
    yasqe: { value: whole(first.sparql), autocompleters: [] },
  });
  const menu = document.getElementById("questions");
  for (const query of queries) menu.add(new Option(query.title, query.name));
  menu.addEventListener("change", () => {
    const chosen = queries.find((query) => query.name === menu.value);
    if (chosen) yasgui.getTab().getYasqe().setValue(whole(chosen.sparql));
  });
  document.documentElement.dataset.ready = "yes";
})();
