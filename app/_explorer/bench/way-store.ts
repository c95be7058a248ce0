import { create } from "zustand";

/** Where the image on the bench went through the cloud as it was damaged: scatter points one after another, or null. */
export const useWay = create<{ points: readonly number[] | null }>()(() => ({ points: null }));
