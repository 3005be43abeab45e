// The labels of the page in the language that is chosen.

const LANGUAGES = ["zh", "en"];

/**
 * A function from the key of a label to its words; `{n}` in them is replaced by a value.
 * @param {Model} model
 * @param {() => string} language
 */
function speaker(model, language) {
  const say = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) => {
    const words = model.labels[key]?.[LANGUAGES.indexOf(language())] ?? key.slice(key.indexOf(".") + 1);
    return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
  /** The name of a column: its title in Chinese, the name it has in the tables in English. */
  say.column = (/** @type {string} */ name) => (language() === "zh" ? model.columns[name] : name);
  return say;
}

/** Write the labels into the elements that the template names them in. */
function label(root, say) {
  for (const element of root.querySelectorAll("[data-label]")) element.textContent = say(element.dataset.label);
  for (const element of root.querySelectorAll("[data-title]"))
    element.setAttribute("aria-label", say(element.dataset.title));
  for (const element of root.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
}
