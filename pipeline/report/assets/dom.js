// Elements.  Words of the articles reach the page as text nodes and attributes only, never as markup.

/**
 * Make an element.  `on…` properties are listeners, `data` is its dataset; null and false ones are left out.
 * @param {string} tag
 * @param {Record<string, any>} properties
 * @param {...(Node | string | null | false | undefined)} children
 */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "style") for (const [key, one] of Object.entries(value)) element.style.setProperty(key, one);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child || child === ""));
  return element;
}

/** A button that `run` answers; `key` finds it again when the page has been drawn anew. */
function button(key, properties, run, ...children) {
  return make(
    "button",
    { type: "button", ...properties, data: { key, ...properties.data }, onclick: run },
    ...children,
  );
}

/** Draw `root` anew without losing the focus. */
function redraw(root, ...children) {
  const key = root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  root.replaceChildren(...children.filter(Boolean));
  if (key) root.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/**
 * Make one tab stop of many elements: the arrow keys, Home and End walk among those that match `selector`.
 * @param {HTMLElement} root
 * @param {string} selector
 */
function rove(root, selector) {
  root.addEventListener("focusin", ({ target }) => {
    if (!target.matches(selector)) return;
    for (const other of root.querySelectorAll(`${selector}[tabindex="0"]`)) other.tabIndex = -1;
    target.tabIndex = 0;
  });
  root.addEventListener("keydown", (event) => {
    const stops = [...root.querySelectorAll(selector)];
    const at = stops.indexOf(event.target);
    const step = {
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: stops.length - 1,
    };
    const next = at < 0 ? undefined : stops[step[event.key]];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/** Give the first match, or the one that is marked as current, the tab stop of `rove`. */
function oneStop(root, selector) {
  const stop = root.querySelector(`${selector}[aria-current="true"]`) ?? root.querySelector(selector);
  if (stop) stop.tabIndex = 0;
}
