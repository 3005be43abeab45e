// A map of equal tiles: one for each province, no borders, no areas.

const DARK = 0.82; // share of the colour on which words turn light

/** @param {Row[]} rows @param {View} view */
function drawMap(rows, { model, state, say, act }) {
  const sums = new Map(sumsOf(rows, state.measure));
  const most = Math.max(1, ...model.provinces.map(({ name }) => sums.get(name) ?? 0));
  const tiles = model.provinces.map((province) => drawTile(province, sums.get(province.name) ?? 0, most, state, act));
  const choice = drawChoice(
    "measure",
    LAYERS,
    state.measure,
    act.measure,
    (layer) => say(`layer.${layer}`),
    say("measure"),
  );
  const map = make("div", { class: `tiles ${state.measure}`, role: "group", "aria-label": say("chart.map") }, ...tiles);
  return drawChart("map", say, make("div", {}, choice, map));
}

/** Rows by province; of initiatives, the different ones. */
function sumsOf(rows, measure) {
  if (measure === "initiatives") return initiativesBy(rows, 1);
  return counted(rows.filter((row) => row.layer === measure).map((row) => cut(row.path, 1)));
}

function drawTile(province, sum, most, state, act) {
  const { name, short, english, column, row } = province;
  const words = state.language === "zh" ? short : english;
  const share = Math.sqrt(sum / most);
  const properties = {
    class: share > DARK ? "tile full" : "tile",
    style: { "--share": share, "grid-area": `${row} / ${column}` },
    "aria-label": `${words.replaceAll("-", "")}: ${sum}`,
    "aria-pressed": String(state.filters.places.includes(name)),
  };
  const lines = [
    make("span", { class: "name" }, words.replaceAll("-", "\u00ad")),
    make("span", { class: "sum" }, sum ? spaced(String(sum)) : ""),
  ];
  return button(`tile.${name}`, properties, () => act.toggle("places", name), ...lines);
}
