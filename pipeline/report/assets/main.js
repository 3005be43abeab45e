// What every key and click does; and the start.

/**
 * Let a field suggest words and take what is chosen: from the list at once, typed words at the Enter key.
 * @param {string} id
 * @param {"places" | "initiatives"} name
 * @param {string[]} words
 * @param {(typed: string) => string[]} meant  the values that words stand for
 */
function suggest(id, name, words, meant) {
  const field = at(id);
  at(`${id}-list`).replaceChildren(...[...new Set(words)].sort().map((value) => make("option", { value })));
  const take = () => {
    const values = field.value ? meant(field.value.trim()) : [];
    field.setAttribute("aria-invalid", String(Boolean(field.value) && !values.length));
    if (!values.length) return;
    field.value = "";
    filter({ ...state.filters, [name]: [...new Set([...state.filters[name], ...values])] });
  };
  field.addEventListener("change", take);
  field.addEventListener("input", ({ inputType }) => (!inputType || inputType === "insertReplacementText") && take());
}

function suggestAll() {
  const steps = (path) => path.split("/").map((_, depth) => cut(path, depth + 1));
  const places = [...new Set(model.rows.flatMap(({ path }) => (path ? steps(path) : [])))];
  const named = (typed) => places.filter((place) => tail(place, 1).startsWith(typed));
  suggest("place", "places", places, (typed) => (places.includes(typed) ? [typed] : named(typed)));
  const initiatives = [...model.initiatives];
  const called = (typed) => initiatives.filter(([, { name, core }]) => name === typed || core === typed);
  suggest(
    "initiative",
    "initiatives",
    initiatives.map(([, { name }]) => name),
    (typed) => called(typed).map(([id]) => id),
  );
}

function listen() {
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("search").addEventListener("input", ({ target }) => filter({ ...state.filters, query: target.value }));
  at("kind").addEventListener("change", ({ target }) => target.value && act.toggle("kinds", target.value));
  at("article").addEventListener("change", ({ target }) => filter({ ...state.filters, article: Number(target.value) }));
  at("language").addEventListener("click", () =>
    update({ language: LANGUAGES.find((other) => other !== state.language) }),
  );
  at("more").addEventListener("click", ({ target }) => {
    target.setAttribute("aria-expanded", String(target.getAttribute("aria-expanded") !== "true"));
  });
  at("layers").addEventListener("click", ({ target }) => target.dataset.layer && toggleLayer(target.dataset.layer));
  for (const tab of document.querySelectorAll("nav [data-view]"))
    tab.addEventListener("click", () => turn({ view: tab.dataset.view }));
  for (const tab of document.querySelectorAll("#panes [data-pane]"))
    tab.addEventListener("click", () => turn({ pane: tab.dataset.pane }));
  at("rows").addEventListener("click", ({ target }) => {
    const row = target.closest("[data-row]");
    if (row) pickRow(Number(row.dataset.row));
  });
  at("text").addEventListener("click", ({ target }) => clickMark(target));
  at("text").addEventListener("keydown", (event) => {
    if ((event.key !== "Enter" && event.key !== " ") || !event.target.matches(".mark")) return;
    event.preventDefault();
    clickMark(event.target);
  });
  rove(at("text"), ".mark.begins");
  rove(at("rows"), ".row");
  addEventListener("hashchange", follow);
}

function clickMark(target) {
  const mark = target.closest(".mark");
  if (mark) pickMark(meant(mark.dataset.rows.split(" ").map(Number), state.selected));
}

/** Hide or show a layer; all of them shown is no filter. */
function toggleLayer(layer) {
  const shown = toggled(state.filters.layers.length ? state.filters.layers : LAYERS, layer);
  filter({ ...state.filters, layers: shown.length === LAYERS.length ? [] : shown });
}

/** Go to the row that the address names. */
function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const row = model.rows.find((one) => one.id === id);
  if (row) open(row.number);
}

listen();
suggestAll();
filter(NO_FILTERS);
follow();
