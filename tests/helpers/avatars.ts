import { hasAvatars } from "../../server/train/data/avatars/files.ts";

/** Models of the avatars can be measured again only where all of them were drawn: `npm run dataset -- avatars`, two minutes. */
export const AVATARS_ARE_HERE = hasAvatars();

if (!AVATARS_ARE_HERE)
  console.warn(
    "SKIPPED: measuring models of the avatars. `npm run dataset -- avatars` draws them.",
  );
