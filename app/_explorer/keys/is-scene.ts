/** Whether something is the picture of the scene, which the Tab key reaches. */
export function isScene(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("canvas[role=application]");
}
