// The page as its state says.

function draw() {
  document.documentElement.lang = say("lang");
  Object.assign(document.body.dataset, { view: state.view, pane: state.pane });
  label(document, say);
  drawControls();
  const view = { model, state, say, act };
  if (state.view === "read") drawRead();
  if (state.view === "overview") redraw(at("overview"), ...drawOverview(matched, view));
  if (state.view === "compare") redraw(at("compare"), ...drawCompare(matched, view));
}

function drawRead() {
  const article = model.articles[state.article];
  drawArticles();
  if (!article) return;
  const rows = matched.filter((row) => row.article === state.article);
  redraw(at("text"), ...drawText(article, rows, say));
  redraw(at("rows"), ...drawRows(matched, state.shown, model, say, act.moreRows));
  highlight(at("text"), state.filters.query);
  drawSelected(matched.find((row) => row.number === state.selected));
  oneStop(at("text"), ".mark.begins");
  oneStop(at("rows"), ".row");
}

/** Show which row is selected: in the text, in the list, and below the text on a phone. */
function drawSelected(row) {
  at("sheet").hidden = !row;
  if (!row) return;
  for (const mark of at("text").querySelectorAll(".mark")) {
    if (!mark.dataset.rows.split(" ").includes(String(row.number))) continue;
    mark.classList.add("selected");
    if (mark.matches(".begins")) mark.setAttribute("aria-current", "true");
  }
  at("text").querySelector(`[data-sentence="${row.sentence}"]`)?.classList.add("current");
  const item = listed(row.number)?.querySelector(".row");
  item?.setAttribute("aria-current", "true");
  item?.after(drawCells(row, model, say));
  redraw(at("sheet"), ...drawSheet(row));
}

function drawSheet(row) {
  const words = make("span", { class: "words", lang: "zh-Hans" }, row.text);
  const close = { class: "plain close", "aria-label": say("close") };
  return [
    make("p", { class: `row ${row.layer}` }, words, make("span", { class: "kind" }, say(row.kind))),
    button("close", close, () => update({ selected: -1 }), "×"),
    drawCells(row, model, say),
  ];
}

function drawArticles() {
  const counts = new Map(counted(matched.map((row) => row.article)));
  const items = model.articles.map(({ number, name }) => drawArticle(number, name, counts.get(number) ?? 0));
  redraw(at("articles"), make("ul", {}, drawArticle(-1, say("articles.all"), matched.length), ...items));
}

function drawArticle(number, words, count) {
  const properties = {
    "aria-current": state.filters.article === number ? "true" : null,
    class: [number === state.article && "open", !count && "none"].filter(Boolean).join(" "),
  };
  const parts = [make("span", { class: "name" }, words), make("span", { class: "sum" }, spaced(String(count)))];
  const read = () => filter({ ...state.filters, article: number });
  return make("li", {}, button(`article${number}`, properties, read, ...parts));
}

function drawControls() {
  const { filters } = state;
  at("language").textContent = say("language");
  at("language").lang = say("language.lang");
  mark("nav [data-view]", "aria-current", ({ view }) => (view === state.view ? "page" : "false"));
  mark("#panes [data-pane]", "aria-pressed", ({ pane }) => String(pane === state.pane));
  mark("[data-layer]", "aria-pressed", ({ layer }) => String(!filters.layers.length || filters.layers.includes(layer)));
  const count = say("count", { n: spaced(String(matched.length)), all: spaced(String(model.rows.length)) });
  if (at("count").textContent !== count) at("count").textContent = count; // what is written is read aloud
  if (at("search").value !== filters.query) at("search").value = filters.query;
  drawChips();
  drawChoices();
}

/** Set an attribute of each match by what its dataset says. */
function mark(selector, attribute, value) {
  for (const element of document.querySelectorAll(selector)) element.setAttribute(attribute, value(element.dataset));
}

function drawChips() {
  const chips = chipsOf(state.filters, model, say).map(({ words, without }) =>
    button("", { class: "chip", "aria-label": say("remove", { words }) }, () => lift(without), words),
  );
  const rest = { ...NO_FILTERS, query: state.filters.query };
  if (chips.length) chips.push(button("", { class: "plain" }, () => lift(rest), say("clear")));
  at("chips").replaceChildren(...chips.map((chip) => make("li", {}, chip)));
}

function drawChoices() {
  const option = (value, words) => make("option", { value }, words);
  const kinds = grouped([...new Set(model.rows.map((row) => row.kind))], (kind) => kind.split(".")[0]);
  const groups = LAYERS.map((layer) => {
    const options = (kinds.get(KIND[layer]) ?? []).map((kind) => option(kind, say(kind)));
    return make("optgroup", { label: say(`layer.${layer}`) }, ...options);
  });
  const articles = model.articles.map(({ number, name }) => option(String(number), name));
  at("kind").replaceChildren(option("", say("filter.kind")), ...groups);
  at("article").replaceChildren(option("-1", say("articles.all")), ...articles);
  at("article").value = String(state.filters.article);
}
