import { setConsoleFunction } from "three";

/**
 * React Three Fiber 9 makes a THREE.Clock for each canvas, of which three says each time that it is deprecated. Nobody
 * here can change that, and a console that always warns is one that nobody reads. Everything else is passed on.
 */
export function quietThree(): void {
  setConsoleFunction((type, message, ...params) => {
    // biome-ignore lint/suspicious/noConsole: it takes the place of three's own console.
    if (!message.startsWith("THREE.Clock:")) console[type](message, ...params);
  });
}
