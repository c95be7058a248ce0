/** The committed models. */
export const ARTIFACTS = "server/artifacts";
export const MODEL = "digits-3d";
