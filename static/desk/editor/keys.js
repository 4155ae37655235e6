/** Keys of marks: random and stable, so that moving words about never renames a row. */

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
const SHAPE = /^[a-z0-9][a-z0-9-]{2,30}[a-z0-9]$/

export const isKey = (value) => SHAPE.test(value ?? "")

export function newKey() {
  const numbers = crypto.getRandomValues(new Uint32Array(8))
  return Array.from(numbers, (number) => LETTERS[number % LETTERS.length]).join("")
}
