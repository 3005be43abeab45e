// The rows in sum: bars and a timeline.  Whatever stands for a filter is a button that sets or lifts it.

/** @typedef {{model: Model, state: any, say: any, act: any}} View  what drawing needs besides the rows */

const LONGEST = 12; // bars
const MANY = 18; // columns that have no room for a number each
const NAMED = 10; // years that have room below the columns

/** @param {Row[]} rows @param {View} view */
function drawOverview(rows, view) {
  const charts = [drawKinds, drawPlaces, drawTimeline, drawMap].map((draw) => draw(rows, view));
  return [drawSums(rows, view.say), make("div", { class: "charts" }, ...charts)];
}

function drawSums(rows, say) {
  const of = (layer) => rows.filter((row) => row.layer === layer);
  const different = (values) => new Set(values.filter(Boolean)).size;
  const sums = {
    articles: new Set(rows.map((row) => row.article)).size,
    "layer.numbers": of("numbers").length,
    "sum.places": different(of("places").map((row) => row.path)),
    "sum.initiatives": different(of("initiatives").map((row) => row.initiative)),
  };
  const items = Object.entries(sums).map(([key, sum]) =>
    make("div", {}, make("dt", {}, say(key)), make("dd", {}, spaced(String(sum)))),
  );
  return make("dl", { class: "sums" }, ...items);
}

function drawChart(name, say, body, note = "") {
  const head = [make("h2", {}, say(`chart.${name}`)), make("p", {}, say(`chart.${name}.note`))];
  const content = body ?? make("p", { class: "empty" }, say("nothing"));
  return make(
    "figure",
    { class: name },
    make("figcaption", {}, ...head),
    content,
    note && make("p", { class: "note" }, note),
  );
}

function drawKinds(rows, { state, say, act }) {
  const kinds = counted(rows.filter((row) => row.layer === "numbers").map((row) => row.kind));
  const bars = kinds.map(([kind, count]) => ({
    key: kind,
    words: say(kind),
    count,
    pressed: state.filters.kinds.includes(kind),
    run: () => act.toggle("kinds", kind),
  }));
  return drawChart("kinds", say, drawBars("numbers", bars));
}

function drawPlaces(rows, { state, say, act }) {
  const places = initiativesBy(rows, 2);
  const bars = places.slice(0, LONGEST).map(([place, count]) => ({
    key: `place.${place}`,
    words: place.replaceAll("/", " "),
    count,
    pressed: state.filters.places.includes(place),
    run: () => act.toggle("places", place),
  }));
  const note = places.length > LONGEST ? say("others", { n: places.length - LONGEST }) : "";
  return drawChart("places", say, drawBars("initiatives", bars), note);
}

/** How many different initiatives each place runs, places told apart by the first names of their paths. */
function initiativesBy(rows, depth) {
  const run = rows.filter((row) => row.layer === "initiatives" && row.path);
  const byPlace = grouped(run, (row) => cut(row.path, depth));
  return counted(
    [...byPlace].flatMap(([place, found]) => [...new Set(found.map((row) => row.initiative))].map(() => place)),
  );
}

function drawBars(layer, bars) {
  const most = Math.max(...bars.map((bar) => bar.count));
  const items = bars.map(({ key, words, count, pressed, run }) => {
    const bar = make("span", { class: "bar", style: { "--share": count / most } });
    const parts = [
      make("span", { class: "name" }, words),
      make("span", { class: "track", "aria-hidden": "true" }, bar),
      make("span", { class: "sum" }, spaced(String(count))),
    ];
    return make("li", {}, button(key, { "aria-pressed": String(pressed) }, run, ...parts));
  });
  return items.length ? make("ul", { class: `bars ${layer}` }, ...items) : null;
}

/** The years that figures are about and that dates name; a gap between them is marked. */
function drawTimeline(rows, view) {
  const dated = rows.filter((row) => row.layer === "numbers" && row.year);
  const years = [...grouped(dated, (row) => row.year)].sort(([a], [b]) => Number(a) - Number(b));
  const most = Math.max(...years.map(([, found]) => found.length));
  const every = Math.ceil(years.length / NAMED);
  const columns = years.map(([year, found], at) => {
    const gap = at > 0 && Number(year) - Number(years[at - 1][0]) > 1;
    return make("li", { class: gap ? "gap" : null }, drawYear(year, found, most, at % every === 0, view));
  });
  const list = make("ol", { class: years.length > MANY ? "columns many" : "columns" }, ...columns);
  return drawChart("timeline", view.say, columns.length ? list : null);
}

function drawYear(year, found, most, named, { state, say, act }) {
  const dates = found.filter((row) => row.kind === "kind.date").length;
  const figures = found.length - dates;
  const words = say("chart.timeline.sums", { year, figures, dates });
  const pressed = String(state.filters.years.includes(year));
  return button(
    `year.${year}`,
    { "aria-label": words, title: words, "aria-pressed": pressed },
    () => act.toggle("years", year),
    make("span", { class: "sum" }, String(found.length)),
    make("span", { class: "column dates", style: { "--share": dates / most } }),
    make("span", { class: "column", style: { "--share": figures / most } }),
    make("span", { class: "year" }, named ? year : ""),
  );
}

/** Buttons of which one is pressed. */
function drawChoice(name, keys, chosen, run, words, title) {
  const buttons = keys.map((key) =>
    button(`${name}.${key}`, { "aria-pressed": String(key === chosen) }, () => run(key), words(key)),
  );
  return make("div", { class: "choice", role: "group", "aria-label": title }, ...buttons);
}
