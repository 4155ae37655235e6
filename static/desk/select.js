/** Select2, which Django's autocomplete fields are, names its box by what is chosen in it; while
 * nothing is, by nothing. So it is named by its label, too.
 */

// Once Django has made the boxes: it waits for the page, and jQuery keeps the order of asking.
window.django?.jQuery(() => {
  for (const box of document.querySelectorAll(".select2-selection[role=combobox]")) {
    const select = box.closest(".select2-container").previousElementSibling
    const [label] = select?.labels ?? []
    const chosen = box.querySelector("[role=textbox]")
    if (!label || !chosen) continue
    label.id ||= `${select.id}_label`
    chosen.setAttribute("aria-labelledby", label.id)
    box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`)
  }
})
