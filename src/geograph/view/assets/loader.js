/**
 * Unpacks the engine and runs it. The page's policy names the engine's hash, so whatever else stood in the block would
 * be refused by the browser; the one trusted-types policy is taken here and goes to nobody else.
 */
const policy = globalThis.trustedTypes?.createPolicy("geograph", { createScript: (text) => text });
const packed = document.getElementById("engine");
const bytes = Uint8Array.from(atob(packed.textContent), (letter) => letter.charCodeAt(0));
const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
const script = document.createElement("script");
script.type = "module";
script.text = policy ? policy.createScript(text) : text;
packed.replaceWith(script);
