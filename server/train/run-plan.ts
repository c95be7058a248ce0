/** What a run is called, where it reads and writes, and from where it goes on. */
export interface RunPlan {
  /** Of the recipe: a preset's id, or `vae` for own pictures. A checkpoint belongs to it … */
  presetId: string;
  /** … and to these pictures. */
  dataId: string;
  /** Artefact id: the last part of `out`. */
  id: string;
  /** Absolute artefact folder. */
  out: string;
  /** Absolute checkpoint file. */
  checkpoint: string;
  seed: number;
  resume: boolean;
  /** What a person types to get this run again. */
  command: string;
}
