/** To the worker. */
export interface FileToRead {
  id: number;
  bytes: Uint8Array<ArrayBuffer>;
  channels: 1 | 3;
}

/** From the worker; `pixels` is null for what is no image. */
export interface FileRead {
  id: number;
  pixels: Uint8Array<ArrayBuffer> | null;
}
