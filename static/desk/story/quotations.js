/** The quotations' rows follow the text: one for each block quotation that stands in it. */

import { addRow, arrange, fieldOf, isTakenOut, rowsIn } from "story/rows"
import { suggest } from "story/suggestions"

const WORDS = 14

export function setUpQuotations(form) {
  if (!form.querySelector('template[data-blank="quotations"]')) return
  const setUp = (row) => {
    const speaker = fieldOf(row, "speaker")
    suggest(speaker, {
      address: form.dataset.findSources,
      choose: ({ label }) => (speaker.value = label),
    })
  }
  rowsIn("quotations").forEach(setUp)
  form.addEventListener("input", () => {
    follow(setUp)
    offerCitations()
  })
}

function follow(setUp) {
  const body = document.querySelector("[data-body-editor]").value
  const text = new DOMParser().parseFromString(body, "text/html")
  const quotations = [...text.querySelectorAll("blockquote[data-key]")]
  const known = new Map(rowsIn("quotations").map((row) => [fieldOf(row, "key").value, row]))
  const inOrder = []
  for (const row of known.values()) row.hidden = true
  for (const { dataset, textContent } of quotations) {
    const row = known.get(dataset.key) ?? rowFor(dataset.key, setUp)
    row.hidden = false
    inOrder.push(row)
    const words = textContent.trim().split(/\s+/)
    const rest = words.length > WORDS ? "…" : ""
    row.querySelector("[data-words]").textContent = words.slice(0, WORDS).join(" ") + rest
    const speaker = [dataset.speaker, dataset.role].filter(Boolean).join(", ")
    row.querySelector("[data-speaker]").textContent = speaker
  }
  arrange(inOrder)
}

function rowFor(key, setUp) {
  const row = addRow("quotations")
  fieldOf(row, "key").value = key
  setUp(row)
  return row
}

/** A quotation may rest on any citation of the story as it stands now. */
function offerCitations() {
  const citations = rowsIn("citations").filter((row) => row.dataset.label && !isTakenOut(row))
  for (const row of rowsIn("quotations")) {
    const choice = row.querySelector("[data-rests-on]")
    const chosen = choice.value
    const options = citations.map(({ dataset }, index) => {
      const key = fieldOf(citations[index], "key").value
      return new Option(dataset.label, key, false, key === chosen)
    })
    choice.replaceChildren(new Option("No citation", "", false, !chosen), ...options)
  }
}
