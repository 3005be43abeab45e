// Initiatives beside places: the figures that are about both.

const DEPTHS = { province: 1, prefecture: 2, county: 3, "as-stated": 99 };
const FEW = 6; // figures of a cell that are shown at once
const ROWS = 50; // initiatives that are shown at once

/** @typedef {Map<string, {figures: Row[], mentions: number}>} Places  by place: figures about it, mentions of the initiative */

/**
 * The figures by initiative and place, and where each initiative is mentioned.
 * @param {Row[]} rows
 * @param {number} depth  how many names of a path tell places apart
 * @returns {Map<string, Places>}
 */
function crossed(rows, depth) {
  const named = rows.filter((row) => row.initiative && row.layer !== "places");
  const cell = (found) => {
    const figures = found.filter((row) => row.layer === "numbers");
    return { figures, mentions: found.length - figures.length };
  };
  const places = (found) =>
    [...grouped(found, (row) => cut(row.path, depth))].map(([place, one]) => [place, cell(one)]);
  return new Map([...grouped(named, (row) => row.initiative)].map(([id, found]) => [id, new Map(places(found))]));
}

/** Those that have figures, in most places and the most of them first. @param {Map<string, Places>} table */
function ranked(table) {
  const sums = (places) => [...places.values()].map(({ figures }) => figures.length).filter(Boolean);
  const total = (places) => sums(places).reduce((one, other) => one + other, 0);
  return [...table]
    .filter(([, places]) => total(places))
    .sort(
      ([a, one], [b, other]) => sums(other).length - sums(one).length || total(other) - total(one) || (a < b ? -1 : 1),
    );
}

/** The places that have figures, the most of them first; figures without a place come last. */
function columnsOf(table) {
  const each = table.flatMap(([, places]) => [...places].flatMap(([place, { figures }]) => figures.map(() => place)));
  return counted(each)
    .map(([place]) => place)
    .sort((a, b) => Number(!a) - Number(!b));
}

/** @param {Row[]} rows @param {View} view */
function drawCompare(rows, view) {
  const { state, say, act } = view;
  const table = ranked(crossed(rows, DEPTHS[state.depth]));
  const left = table.length - state.initiatives;
  const depths = drawChoice(
    "depth",
    Object.keys(DEPTHS),
    state.depth,
    act.depth,
    (depth) => say(`depth.${depth}`),
    say("depth"),
  );
  return [
    make("header", {}, make("h2", {}, say("compare")), make("p", {}, say("compare.note")), depths),
    table.length ? drawTable(table, view) : make("p", { class: "empty" }, say("compare.nothing")),
    left > 0 && button("more-initiatives", { class: "more" }, act.moreInitiatives, say("more", { n: left })),
  ];
}

function drawTable(table, view) {
  const { state, say } = view;
  const columns = columnsOf(table);
  const heads = columns.map((place) => make("th", { scope: "col", lang: "zh-Hans" }, placeName(place, say)));
  const head = make("tr", {}, make("th", { scope: "col" }, say("layer.initiatives")), ...heads);
  const body = table.slice(0, state.initiatives).map(([id, places]) => drawInitiative(id, places, columns, view));
  return make(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": say("compare") },
    make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)),
  );
}

function drawInitiative(id, places, columns, { model, say, act }) {
  const { name, types } = model.initiatives.get(id) ?? { name: id, types: "" };
  const kinds = types.split(";").map((type) => say(`type.${type}`));
  return make(
    "tr",
    {},
    make(
      "th",
      { scope: "row" },
      button(`initiative.${id}`, { class: "plain", lang: "zh-Hans" }, () => act.toggle("initiatives", id), name),
      make("small", {}, kinds.join(" · ")),
    ),
    ...columns.map((place) => drawCell(placeName(place, say), places.get(place), say, act)),
  );
}

function drawCell(place, cell, say, act) {
  if (!cell) return make("td", {});
  const figures = cell.figures.map((row) => drawFigure(row, act));
  const rest = figures.slice(FEW);
  return make(
    "td",
    { data: { place } },
    ...figures.slice(0, FEW),
    rest.length > 0 && make("details", {}, make("summary", {}, say("more", { n: rest.length })), ...rest),
    !figures.length && make("span", { class: "mentions" }, say("mentions", { n: cell.mentions })),
  );
}

function drawFigure(row, act) {
  const properties = { class: "figure", lang: "zh-Hans", data: { figure: row.number } };
  const about = [row.cells.indicator, row.year].filter(Boolean).join(" · ");
  const parts = [make("b", {}, row.text), make("span", {}, about)];
  return button(`figure${row.number}`, properties, () => act.open(row.number), ...parts);
}

function placeName(place, say) {
  return place ? place.replaceAll("/", " ") : say("nowhere");
}
