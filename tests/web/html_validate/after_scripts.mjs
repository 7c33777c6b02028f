/** Rules for the markup of pages after their scripts ran, as a browser writes it down. */
import served from "./served.mjs";

export default {
  ...served,
  elements: [
    "html5",
    // Editors of many sites take `style` away from a frame but leave its width, so the code for other pages states it so.
    { iframe: { attributes: { width: { enum: ["/\\d+|100%/"] } } } },
  ],
  rules: {
    ...served.rules,
    // Browsers write `hidden=""` for `hidden`.
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    // Browsers write down the declaration in their own way.
    "doctype-style": "off",
    // Places on the map are styles that scripts set, which the page's policy allows.
    "no-inline-style": "off",
    // Leaflet's two buttons for zooming are links with a role.
    "prefer-native-element": ["error", { exclude: ["listbox", "button"] }],
  },
};
