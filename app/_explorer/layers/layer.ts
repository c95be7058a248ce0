/** Something that can lie in the scene beside points and people, and goes along with a view: to followers, stops and links. */
export interface Layer {
  /** How it is shown, in small letters, digits and dashes, or ""; null: not. */
  read: () => string | null;
  show: (word: string | null) => void;
  /** Returns the undo. */
  onChange: (listener: () => void) => () => void;
}
