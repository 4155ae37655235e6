/** The page to paste copy on: files dropped anywhere on the form, Ctrl-Enter to read. */

import { readyForm } from "import/sending"

const form = document.getElementById("paste-form")
const files = form.querySelector("input[type=file]")

readyForm(form, "[value=read]")

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files")

form.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return
  event.preventDefault()
  form.classList.add("is-over")
})
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) form.classList.remove("is-over")
})
form.addEventListener("drop", (event) => {
  form.classList.remove("is-over")
  if (!holdsFiles(event)) return
  event.preventDefault()
  files.files = event.dataTransfer.files
  form.querySelector("[value=read]").focus()
})
