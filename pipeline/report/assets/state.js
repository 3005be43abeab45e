// The state of the page, and every change of it.

const at = (/** @type {string} */ id) => document.getElementById(id);
const model = modelOf(JSON.parse(at("payload").textContent));
const say = speaker(model, () => state.language);
let state = {
  view: "read",
  pane: "text",
  language: navigator.language.startsWith("zh") ? "zh" : "en",
  filters: NO_FILTERS,
  article: 0,
  selected: -1,
  shown: PAGE,
  initiatives: ROWS,
  measure: "numbers",
  depth: "province",
};
/** @type {Row[]} */
let matched = [];

const act = {
  toggle: (name, value) => filter({ ...state.filters, [name]: toggled(state.filters[name], value) }),
  measure: (measure) => update({ measure }),
  depth: (depth) => update({ depth }),
  moreInitiatives: () => update({ initiatives: state.initiatives + ROWS }),
  moreRows: () => update({ shown: state.shown + PAGE }),
  open: (number) => open(number),
};

/** Change the state and draw what depends on it. */
function update(change) {
  state = { ...state, ...change };
  draw();
}

/** Turn to another view or pane, at its beginning or at the row that is selected. */
function turn(change) {
  update(change);
  scrollTo(0, 0);
  if (state.view === "read" && state.selected >= 0) show("center");
}

/** Set the filters; a row must pass them to be shown anywhere. */
function filter(filters) {
  matched = model.rows.filter(matcher(filters));
  const article = filters.article >= 0 ? filters.article : state.article;
  const turned = article !== state.article;
  update({ filters, article, shown: PAGE, initiatives: ROWS });
  if (turned) at("text").scrollTop = 0;
}

/** Go to a row: its article, its sentence and its place in the list. */
function open(number) {
  const row = model.rows[number];
  if (!matched.includes(row)) filter(NO_FILTERS);
  update({ view: "read", pane: "text", ...selection(number) });
  show("center");
}

function selection(number) {
  return {
    selected: number,
    article: model.rows[number].article,
    shown: Math.max(state.shown, matched.indexOf(model.rows[number]) + 20),
  };
}

/** A click on a row: its sentence. */
function pickRow(number) {
  update({ ...selection(number), pane: "text" });
  show("nearest");
  remember(number);
}

/** A click on a mark: its row. */
function pickMark(number) {
  update(selection(number));
  listed(number)?.scrollIntoView({ block: "center" });
  at("text").querySelector(".mark.selected").scrollIntoView({ block: "nearest" });
  remember(number);
}

/** Bring the selected row and its sentence into view. */
function show(block) {
  listed(state.selected)?.scrollIntoView({ block });
  const words = at("text").querySelector(".mark.selected") ?? at("text").querySelector(".sentence.current");
  words?.scrollIntoView({ block: "center" });
}

/** The item of a row in the list. */
function listed(number) {
  return at("rows").querySelector(`[data-row="${number}"]`)?.parentElement;
}

/** Take a filter off; its chip is gone, so the focus goes to the search. */
function lift(filters) {
  filter(filters);
  at("search").focus();
}

/** Put the row into the address, so that a link leads to it. */
function remember(number) {
  try {
    history.replaceState(null, "", `#${encodeURIComponent(model.rows[number].id)}`);
  } catch {
    // Some browsers allow no change of the address of a local file.
  }
}
