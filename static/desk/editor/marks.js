/**
 * Where the marks in the body meet the rows behind them.
 *
 * The editor knows marks by key only. Whoever holds the rows (the story form) registers a provider
 * for each of the two sorts, and the editor asks it:
 *
 *     import { registerMarks, marksChanged } from "body-editor/marks"
 *     registerMarks({ citations: provider, placements: provider })
 *
 * A provider is an object of three functions, or four:
 *
 *     list()      entries in the order to offer them
 *     add(hints)  makes a row, asking whatever it must; resolves to its entry, or null if given up.
 *                 hints: { typed, selected }, what was typed into the chooser and the words marked
 *     edit(key)   lets the person change that row
 *     pick()      asks which it is to be, of the entries or a new one; resolves as add does. Where
 *                 there is none, the editor has a dialog of its own that offers the entries
 *
 * An entry is { key, label } and, where there is more to show:
 *
 *     citations   note: entries with the same note (say, of the same document) share one number;
 *                 about: where in it, which tells two of them apart
 *     placements  thumbnail (an address), caption, credit, alt
 *
 * When entries change for any other reason the provider's side calls marksChanged(), and every
 * number, tooltip and thumbnail is drawn afresh. Registering again replaces the earlier provider.
 */

const providers = {}
const changes = new EventTarget()

export function registerMarks(given) {
  Object.assign(providers, given)
  marksChanged()
}

export const isRegistered = (sort) => sort in providers

export function marksChanged() {
  changes.dispatchEvent(new Event("change"))
}

/** Call `listener` after each change; returns the function that stops it. */
export function onMarksChanged(listener) {
  changes.addEventListener("change", listener)
  return () => changes.removeEventListener("change", listener)
}

export const entries = (sort) => providers[sort]?.list() ?? []

export const entryOf = (sort, key) => entries(sort).find((entry) => entry.key === key)

export const canPick = (sort) => "pick" in providers[sort]

export const addEntry = (sort, hints) => told(providers[sort].add(hints))

export const pickEntry = (sort) => told(providers[sort].pick())

async function told(asked) {
  const entry = await asked
  if (entry) marksChanged()
  return entry
}

export async function editEntry(sort, key) {
  await providers[sort].edit(key)
  marksChanged()
}
