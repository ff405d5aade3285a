import later from "./en.later.json";
import { addTexts } from "./index";

/** Tests have all texts, as a page has that was open for a while. */
addTexts(later);
