/** Light and dark: the reader's system decides first, then the button. */
import { byId } from "./dom.js";

/** @param {(theme: {dark: boolean, background: string, text: string, accent: string}) => void} apply */
export function bindTheme(apply) {
  const root = document.documentElement;
  const toggle = byId("theme");
  const set = (dark) => {
    root.dataset.theme = dark ? "dark" : "light";
    toggle.setAttribute("aria-pressed", String(dark));
    const style = getComputedStyle(root);
    const value = (name) => style.getPropertyValue(name).trim();
    apply({ dark, background: value("--page"), text: value("--text"), accent: value("--accent"), quiet: value("--quiet"), land: value("--land"), border: value("--line") });
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = false;
  system.addEventListener("change", () => { if (!chosen) set(system.matches); });
  const flip = () => { chosen = true; set(root.dataset.theme !== "dark"); };
  toggle.addEventListener("click", flip);
  // Paper is light.
  let before = false;
  addEventListener("beforeprint", () => { before = root.dataset.theme === "dark"; if (before) set(false); });
  addEventListener("afterprint", () => { if (before) set(true); });
  set(system.matches);
  return { flip };
}
