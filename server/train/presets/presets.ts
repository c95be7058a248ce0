import { AVATARS } from "./avatars.ts";
import { DIGITS } from "./digits.ts";
import { FASHION } from "./fashion.ts";
import type { Preset } from "./preset.ts";
import { RESTORERS } from "./restorers.ts";

const ALL = { ...AVATARS, ...DIGITS, ...FASHION, ...RESTORERS };

export type PresetId = keyof typeof ALL;
export const PRESET_IDS = Object.keys(ALL) as [PresetId, ...PresetId[]];

/** Every model that `npm run train -- NAME` makes. */
export const PRESETS: Record<PresetId, Preset> = ALL;
