/**
 * Order of the frame: what moves the own latent, then the camera, then everything drawn from both.
 * All below zero, because a positive priority would switch off R3F's own rendering.
 */
export const FRAME = { motion: -40, camera: -30, people: -20, overlay: -10 } as const;
