// Which rows are shown.

/**
 * @typedef {object} Filters
 * @property {string} query
 * @property {Layer[]} layers        none of them left out where empty
 * @property {string[]} kinds
 * @property {string[]} places       paths; what lies below them counts, too
 * @property {string[]} initiatives
 * @property {string[]} years
 * @property {number} article        -1 for all
 */

/** @type {Filters} */
const NO_FILTERS = { query: "", layers: [], kinds: [], places: [], initiatives: [], years: [], article: -1 };

/** The words to look for: in half width and small letters, as the texts are. @param {string} query */
function wordsOf(query) {
  return query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
}

/** Does `path` name `place` or a place below it? */
function within(path, place) {
  return path === place || path.startsWith(`${place}/`);
}

/**
 * The test that the filters put to a row: one of each sort of filter must hold, and every word of the query.
 * @param {Filters} filters
 * @returns {(row: Row) => boolean}
 */
function matcher({ query, layers, kinds, places, initiatives, years, article }) {
  const words = wordsOf(query);
  const allows = (chosen, holds) => chosen.length === 0 || chosen.some(holds);
  return (row) =>
    (article < 0 || row.article === article) &&
    allows(layers, (layer) => row.layer === layer) &&
    allows(kinds, (kind) => row.kind === kind) &&
    allows(places, (place) => within(row.path, place)) &&
    allows(initiatives, (initiative) => row.initiative === initiative) &&
    allows(years, (year) => row.year === year) &&
    words.every((word) => row.haystack.includes(word));
}

/** `values` with `value` put in or taken out. */
function toggled(values, value) {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/**
 * The filters that are set, as chips: a name, and the filters without it.
 * @param {Filters} filters
 * @param {Model} model
 */
function chipsOf(filters, model, say) {
  const lists = {
    kinds: (kind) => say(kind),
    places: (place) => tail(place, 2),
    initiatives: (id) => model.initiatives.get(id)?.name ?? id,
    years: (year) => year,
  };
  const chips = Object.entries(lists).flatMap(([name, words]) =>
    filters[name].map((value) => ({
      words: words(value),
      without: { ...filters, [name]: toggled(filters[name], value) },
    })),
  );
  if (filters.article >= 0) {
    chips.push({ words: model.articles[filters.article].name, without: { ...filters, article: -1 } });
  }
  return chips;
}
