/** The photo grid: all photos of the page are chosen at once, or all that match on every page.
 *
 * Django's own actions.js does this for tables only.
 */

const choosing = document.getElementById("choosing")
const boxes = [...document.querySelectorAll(".photo-grid .action-select")]
const page = document.getElementById("choose-page")
const matching = document.getElementById("choose-matching")
const across = document.querySelector(".actions input.select-across")
const counter = document.querySelector(".actions .action-counter")

/** What is chosen, in words and in what is sent; whoever leaves one out has not chosen all. */
function tell() {
  const chosen = boxes.filter((box) => box.checked).length
  page.checked = chosen === boxes.length
  page.indeterminate = chosen > 0 && !page.checked
  if (matching && !page.checked) matching.checked = false
  across.value = matching?.checked ? 1 : 0
  counter.textContent = matching?.checked
    ? `All ${matching.value} chosen`
    : `${chosen} of ${boxes.length} chosen`
}

function chooseAll(checked) {
  for (const box of boxes) box.checked = checked
  tell()
}

if (choosing && across && counter) {
  choosing.hidden = false
  page.addEventListener("change", () => chooseAll(page.checked))
  matching?.addEventListener("change", () => (matching.checked ? chooseAll(true) : tell()))
  for (const box of boxes) box.addEventListener("change", tell)
  window.addEventListener("pageshow", tell) // a browser that goes back keeps the ticks
}
