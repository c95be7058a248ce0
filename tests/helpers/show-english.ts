import { showTexts } from "../../app/_i18n/text.ts";
import { readAllTexts } from "./texts.ts";

showTexts("en", await readAllTexts("en"));
