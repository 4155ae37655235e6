/** Fields of tags on a screen that has nothing else of the story's form. */

import { setUpTokens } from "story/tokens"

document.querySelectorAll("[data-tokens]").forEach(setUpTokens)
