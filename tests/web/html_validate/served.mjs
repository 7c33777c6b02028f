/** Rules for pages as the server sends them; a rule that is off or wider says why. */
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // The standard takes both; the templates write it in small letters.
    "doctype-style": ["error", { style: "lowercase" }],
    // The boxes of one filter share its name: a form sends `level=high&level=middle`.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
    // A title states the view's filters, so that two tabs are told apart; the first words name the map.
    "long-title": "off",
    // White space at the ends of lines means nothing in HTML, and templates leave it where they write nothing.
    "no-trailing-whitespace": "off",
    // Suggestions follow the pattern of ARIA for a combobox, which no element of HTML is.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
    // Style sheets keep telephone numbers on one line; other hyphens would be copied with the number.
    "tel-non-breaking": "off",
    // Files of this server need no digest of their content; one of another would.
    "require-sri": ["error", { target: "crossorigin" }],
    // An edition is named by its version, which begins with the year; HTML allows that.
    "valid-id": ["error", { relaxed: true }],
    // The forms of the scripts act at once; the form for readers without scripts has its button
    // (tests/browser/test_first_view.py).
    "wcag/h32": "off",
    // A list may have a name (ARIA 1.2), such as the one of the active filters.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};
