/** Sixteen characters of base64url: 96 bits of a hash over weights and latent (server/image-key.ts). */
export const IMAGE_KEY = /^[A-Za-z0-9_-]{16}$/;

/** Where a saved picture lies; it never changes, so browsers keep it. */
export const imageAddress = (roomId: string, image: string): string =>
  `/api/rooms/${roomId}/images/${image}.png`;
