/* Schools of the register while a name or ID is typed, as further answers of the form. */

const WAIT_MS = 200;
const LEAST = 2;

/**
 * @typedef {object} FoundSchool
 * @property {string} key
 * @property {string} name
 * @property {string} address
 * @property {string} level
 */

/**
 * Suggest schools below the field of the search; each is a radio button of the answer.
 * @param {Document} page
 * @param {HTMLFormElement} form
 */
export function suggestSchools(page, form) {
  const field = /** @type {HTMLInputElement | null} */ (page.getElementById("find"));
  const status = page.getElementById("find-status");
  const results = page.getElementById("find-results");
  if (field && status && results) listen(page, form, field, status, results);
}

/**
 * @param {Document} page
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} field
 * @param {HTMLElement} status
 * @param {HTMLElement} results
 */
function listen(page, form, field, status, results) {
  let timer = 0;
  let latest = 0;

  async function look() {
    const text = field.value.trim();
    const number = ++latest;
    if (text.length < LEAST) return show([], "");
    try {
      const answer = await fetch(`${field.dataset.schools}?find=${encodeURIComponent(text)}`);
      if (!answer.ok || number !== latest) return;
      const found = /** @type {FoundSchool[]} */ (await answer.json());
      const said = found.length ? `${found.length} ${field.dataset.several}` : field.dataset.none;
      show(found, said ?? "");
    } catch {
      // The button beside the field searches without a script.
    }
  }

  /**
   * @param {FoundSchool[]} found
   * @param {string} said
   */
  function show(found, said) {
    const radios = /** @type {NodeListOf<HTMLInputElement>} */ (
      form.querySelectorAll(".candidate:not(.suggested) input")
    );
    const known = new Set([...radios].map((each) => each.value));
    results.replaceChildren(...found.filter((each) => !known.has(each.key)).map((each) => card(page, each)));
    status.textContent = said;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, WAIT_MS);
  });
}

/**
 * @param {Document} page
 * @param {FoundSchool} school
 */
function card(page, school) {
  const label = page.createElement("label");
  label.className = "candidate suggested";
  const radio = Object.assign(page.createElement("input"), { type: "radio", name: "choice", value: school.key });
  radio.required = true;
  const text = page.createElement("span");
  text.className = "candidate-text";
  const lines = [
    ["b", "", school.name],
    ["span", "candidate-place", school.address || "–"],
    ["span", "quiet", `${school.level} · ${school.key}`],
  ];
  for (const [tag, name, words] of lines) {
    text.append(Object.assign(page.createElement(tag), { className: name, textContent: words }));
  }
  const sign = Object.assign(page.createElement("span"), { className: "candidate-number", textContent: "+" });
  sign.setAttribute("aria-hidden", "true");
  label.append(radio, sign, text);
  return label;
}
