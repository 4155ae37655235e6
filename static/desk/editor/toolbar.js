/** The toolbar: one stop for Tab, arrows within it, as the ARIA pattern for toolbars asks. */

import { crel, isMacOS } from "django-prose-editor/editor"
import { TOOLS } from "body-editor/tools"

const SVG = "http://www.w3.org/2000/svg"
const MODIFIERS = isMacOS()
  ? { names: { Mod: "⌘", Shift: "⇧", Alt: "⌥" }, mod: "Meta", between: "" }
  : { names: { Mod: "Ctrl" }, mod: "Control", between: "+" }

/** The toolbar of `editor`, kept up to date by its transactions; `parts` as in bodyExtensions. */
export function toolbar(editor, { controls, parts }) {
  const buttons = new Map()
  const bar = crel("div", {
    className: "body-toolbar",
    role: "toolbar",
    "aria-label": "Formatting",
    "aria-controls": controls,
  })
  const isOpen = ({ part }) => !parts || part === "any" || parts.includes(part)
  for (const group of TOOLS.map((tools) => tools.filter(isOpen))) {
    const drawn = group.map((tool) => {
      const button = buttonFor(tool, editor)
      buttons.set(button, tool)
      return button
    })
    if (drawn.length) bar.append(crel("div", { className: "body-tools" }, drawn))
  }
  const update = () => buttons.forEach((tool, button) => refresh(button, tool, editor))
  editor.on("transaction", update)
  update()
  roving(bar)
  return bar
}

function buttonFor(tool, editor) {
  const button = crel("button", { type: "button", "aria-label": tool.label, tabIndex: -1 })
  button.title = tool.keys ? `${tool.label} (${spelled(tool.keys)})` : tool.label
  if (tool.keys) button.setAttribute("aria-keyshortcuts", ariaKeys(tool.keys))
  if (tool.icon) button.append(drawing(tool.icon))
  if (tool.words) button.append(crel("span", { textContent: tool.words }))
  // Keeps the caret where it is: pressing a button must not take the focus from the text.
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") tool.run(editor)
  })
  return button
}

function refresh(button, { active, enabled, shown }, editor) {
  if (active) button.setAttribute("aria-pressed", String(active(editor)))
  button.setAttribute("aria-disabled", String(Boolean(enabled) && !enabled(editor)))
  button.hidden = Boolean(shown) && !shown(editor)
}

function roving(bar) {
  const stops = () => [...bar.querySelectorAll("button:not([hidden])")]
  const stop = (button) => {
    for (const each of bar.querySelectorAll("button")) each.tabIndex = each === button ? 0 : -1
  }
  stop(stops()[0])
  bar.addEventListener("focusin", ({ target }) => stop(target))
  bar.addEventListener("keydown", (event) => {
    const buttons = stops()
    const at = buttons.indexOf(document.activeElement)
    const last = buttons.length - 1
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key]
    if (next === undefined || at < 0) return
    event.preventDefault()
    buttons[(next + buttons.length) % buttons.length].focus()
  })
}

function drawing(path) {
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("viewBox", "0 0 24 24")
  svg.setAttribute("aria-hidden", "true")
  svg.append(document.createElementNS(SVG, "path"))
  svg.firstChild.setAttribute("d", path)
  return svg
}

const spelled = (keys) =>
  keys
    .split("-")
    .map((key) => MODIFIERS.names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(MODIFIERS.between)

const ariaKeys = (keys) => keys.replace("Mod", MODIFIERS.mod).replaceAll("-", "+")
